package io.waybill.delivery.transport.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.waybill.delivery.destination.Transport;
import io.waybill.delivery.settling.AttemptOutcome;
import io.waybill.delivery.settling.AttemptResult;
import io.waybill.delivery.transport.Letter;
import io.waybill.delivery.transport.Letter.Attachment;
import io.waybill.delivery.transport.Prepared;
import io.waybill.language.Vars;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MailSenderTest {

    private static final Vertx VERTX = Vertx.vertx();

    @AfterAll
    static void close() throws Exception {
        VERTX.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void a_letter_arrives_with_its_bodies_and_its_attachment() throws Exception {
        GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
        mail.start();
        try {
            AttemptResult result = send(mail.getSmtp().getPort(), letter(List.of(file())));

            assertThat(result.outcome()).isEqualTo(AttemptOutcome.SUCCESS);
            MimeMessage message = mail.getReceivedMessages()[0];
            assertThat(message.getSubject()).isEqualTo("Lead Zoë");
            assertThat(message.getMessageID()).isEqualTo("<event-1@waybill.invalid>");
            assertThat(message.getAllRecipients()).hasSize(1);
            String whole =
                    new String(message.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(whole).contains("text/plain", "text/html", "leads.csv", "attachment");
            assertThat(result.exchange().request()).contains("crm@buyer.example");
        } finally {
            mail.stop();
        }
    }

    @Test
    void a_server_that_refuses_says_why() throws Exception {
        try (ServerSocket listener = server("554 no such mailbox")) {
            AttemptResult result = send(listener.getLocalPort(), letter(List.of()));

            assertThat(result.outcome()).isEqualTo(AttemptOutcome.FAILURE);
            assertThat(result.reason()).contains("554");
        }
        try (ServerSocket listener = server("451 try later")) {
            AttemptResult result = send(listener.getLocalPort(), letter(List.of()));

            assertThat(result.outcome()).isEqualTo(AttemptOutcome.ERROR);
            assertThat(result.reached()).isFalse();
        }
    }

    @Test
    void what_the_server_has_against_us_is_no_refusal_of_the_lead() throws Exception {
        for (String answer : List.of("550 relaying denied", "535 log in first", "554 5.7.1 no")) {
            try (ServerSocket listener = server(answer)) {
                AttemptResult result = send(listener.getLocalPort(), letter(List.of()));

                assertThat(result.outcome()).as(answer).isEqualTo(AttemptOutcome.ERROR);
            }
        }
    }

    @Test
    void what_finds_no_connection_in_time_is_never_sent() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
            // given
            MailSender sender = sender(silent.getLocalPort());
            Duration left = Duration.ofMillis(300);
            assertThat(send(sender, letter(List.of()), left).outcome())
                    .isEqualTo(AttemptOutcome.UNANSWERED);

            // when
            AttemptResult second = send(sender, letter(List.of()), left);

            // then
            assertThat(second.outcome()).isEqualTo(AttemptOutcome.ERROR);
            assertThat(second.reason()).isEqualTo(MailSender.NO_LINE);
            assertThat(second.reached()).isFalse();
        }
    }

    @Test
    void a_server_that_hangs_up_leaves_it_open() throws Exception {
        try (ServerSocket listener = server("")) {
            AttemptResult result = send(listener.getLocalPort(), letter(List.of()));

            assertThat(result.outcome()).isEqualTo(AttemptOutcome.UNANSWERED);
            assertThat(result.reason()).isEqualTo(MailSender.UNANSWERED);
        }
    }

    @Test
    void nobody_listening_means_not_sent() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }

        AttemptResult result = send(port, letter(List.of()));

        assertThat(result.outcome()).isEqualTo(AttemptOutcome.ERROR);
        assertThat(result.reason()).isEqualTo(MailSender.NO_SERVER);
    }

    private static Attachment file() {
        return new Attachment("leads.csv", "text/csv", "a,b\r\n".getBytes(StandardCharsets.UTF_8));
    }

    private static Letter letter(List<Attachment> attachments) {
        Prepared prepared =
                Letter.of(
                        new Transport.Mail(
                                List.of("crm@buyer.example"),
                                "Lead {{lead.name}}",
                                Optional.of("Name: {{lead.name}}"),
                                Optional.of("<b>{{lead.name}}</b>")),
                        Vars.of(Map.of("lead", Map.of("name", "Zoë"))),
                        "event-1",
                        attachments);
        return (Letter) prepared;
    }

    private static AttemptResult send(int port, Letter letter) throws Exception {
        return send(sender(port), letter, Duration.ofSeconds(20));
    }

    private static AttemptResult send(MailSender sender, Letter letter, Duration left)
            throws Exception {
        return sender.send(letter, left).toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    /** One that may have one connection. */
    private static MailSender sender(int port) {
        MailConfig config =
                new MailConfig()
                        .setHostname("127.0.0.1")
                        .setPort(port)
                        .setLogin(LoginOption.DISABLED);
        return new MailSender(MailClient.create(VERTX, config), "waybill@localhost", 1);
    }

    /** Greets, agrees to a sender, and answers recipients with this; hangs up where it is empty. */
    private static ServerSocket server(String toRecipient) throws IOException {
        ServerSocket listener = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
        Thread.ofVirtual()
                .start(() -> {
                    try (Socket peer = listener.accept()) {
                        say(peer, "220 here");
                        BufferedReader in =
                                new BufferedReader(
                                        new InputStreamReader(
                                                peer.getInputStream(), StandardCharsets.US_ASCII));
                        for (String line = in.readLine(); line != null; line = in.readLine()) {
                            if (line.startsWith("RCPT") && toRecipient.isEmpty()) {
                                return;
                            }
                            say(peer, line.startsWith("RCPT") ? toRecipient : "250 ok");
                        }
                    } catch (IOException gone) {
                        // The test has ended.
                    }
                });
        return listener;
    }

    private static void say(Socket peer, String line) throws IOException {
        peer.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }
}
