package io.waybill.delivery.request.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.waybill.delivery.credential.http.TestAuthorizers;
import io.waybill.delivery.reply.Reply;
import io.waybill.delivery.request.Setting;
import io.waybill.delivery.request.Settings;
import io.waybill.delivery.settling.AttemptOutcome;
import io.waybill.delivery.settling.AttemptResult;
import io.waybill.delivery.transport.Prepared;
import io.waybill.language.Vars;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each way in which a reply can be bad has an outcome and a sentence of its own. */
@Timeout(60)
class BadRepliesTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final Guard HERE = Guard.of("127.0.0.1", "localhost");
    private static final Sender SENDER =
            new Sender(
                    TestAuthorizers.outbound(
                            new Outbound(VERTX, Duration.ofSeconds(5), 10, HERE),
                            Optional.empty()));

    @AfterAll
    static void close() throws Exception {
        VERTX.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void a_reply_that_never_ends_is_unanswered_at_the_limit() throws Exception {
        AttemptResult result =
                told(
                        (out, connection) -> {
                            write(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                            while (!connection.isClosed()) {
                                write(out, "1\r\nx\r\n");
                                // A buyer that drips; nothing here waits for it.
                                Thread.sleep(20);
                            }
                        },
                        Duration.ofSeconds(2));

        expect(result, AttemptOutcome.UNANSWERED, 200, Reply.BROKEN_OFF);
    }

    @Test
    void a_reply_of_a_gigabyte_is_left_early_and_its_status_counts() throws Exception {
        RawBuyer.Script gigabyte =
                (out, _) -> {
                    write(out, "HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n");
                    byte[] chunk = "x".repeat(65_536).getBytes(StandardCharsets.US_ASCII);
                    for (int i = 0; i < 16_384; i++) {
                        out.write(chunk);
                    }
                };

        expect(told(gigabyte), AttemptOutcome.SUCCESS, 200, null);
        expect(
                told(gigabyte, Duration.ofSeconds(20), "outcome_search_term", "sold"),
                AttemptOutcome.UNANSWERED,
                200,
                Reply.TOO_LONG);
    }

    @Test
    void invalid_utf_8_is_read_with_replacements() throws Exception {
        byte[] body = {'n', 'o', ' ', (byte) 0xC3, (byte) 0x28, (byte) 0xFF};

        AttemptResult result = told(answer(422, "Content-Type: text/plain\r\n", body));

        expect(result, AttemptOutcome.FAILURE, 422, "Replied with status 422");
        assertThat(result.exchange().reply()).contains("no \uFFFD(\uFFFD");
    }

    @Test
    void what_is_not_what_its_type_says_is_read_as_text() throws Exception {
        byte[] body = "<html>sold".getBytes(StandardCharsets.US_ASCII);
        RawBuyer.Script script = answer(200, "Content-Type: application/json\r\n", body);

        expect(
                told(script, Duration.ofSeconds(20), "outcome_search_term", "sold"),
                AttemptOutcome.SUCCESS,
                200,
                null);
        expect(
                told(
                        script,
                        Duration.ofSeconds(20),
                        "outcome_search_term",
                        "sold",
                        "outcome_search_path",
                        "status"),
                AttemptOutcome.FAILURE,
                200,
                null);
    }

    @Test
    void a_packed_reply_is_unpacked() throws Exception {
        byte[] packed = Packing.gzip(bytes("{\"reason\":\"known\"}"));

        expect(
                told(answer(409, "Content-Encoding: gzip\r\n", packed)),
                AttemptOutcome.FAILURE,
                409,
                "known");
    }

    @Test
    void a_broken_packing_is_unanswered_where_it_may_have_been_a_success() throws Exception {
        byte[] packed = Packing.gzip(bytes("{\"reason\":\"" + "known".repeat(100) + "\"}"));
        packed[packed.length / 2] ^= 0x55;
        packed[packed.length - 6] ^= 0x55;
        String header = "Content-Encoding: gzip\r\n";

        expect(told(answer(200, header, packed)), AttemptOutcome.UNANSWERED, 200, Packing.BROKEN);
        expect(told(answer(400, header, packed)), AttemptOutcome.FAILURE, 400, Packing.BROKEN);
        expect(
                told(answer(200, "Content-Encoding: br\r\n", packed)),
                AttemptOutcome.UNANSWERED,
                200,
                Packing.UNKNOWN);
    }

    @Test
    void a_packed_bomb_is_unpacked_no_further_than_a_reply_is_kept() throws Exception {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (OutputStream zip = new GZIPOutputStream(bomb)) {
            for (int i = 0; i < 50; i++) {
                zip.write(new byte[1_000_000]);
            }
        }

        AttemptResult result = told(answer(200, "Content-Encoding: gzip\r\n", bomb.toByteArray()));

        expect(result, AttemptOutcome.SUCCESS, 200, null);
        assertThat(result.exchange().reply()).contains("\"cut\":true").hasSizeLessThan(700_000);
    }

    @Test
    void a_connection_that_is_closed_by_half_is_unanswered() throws Exception {
        expect(
                told((_, connection) -> connection.shutdownOutput()),
                AttemptOutcome.UNANSWERED,
                null,
                "The connection ended before an answer");
        expect(
                told((out, connection) -> {
                    write(out, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nsold");
                    connection.shutdownOutput();
                    awaitEnd(connection);
                }),
                AttemptOutcome.UNANSWERED,
                200,
                Reply.BROKEN_OFF);
    }

    @Test
    void a_circle_of_redirects_ends() throws Exception {
        AtomicReference<String> self = new AtomicReference<>("");
        RawBuyer.Script circle =
                (out, _) ->
                        write(
                                out,
                                "HTTP/1.1 302 Found\r\nLocation: "
                                        + self.get()
                                        + "\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
        try (RawBuyer buyer = new RawBuyer(circle)) {
            self.set(buyer.url());

            AttemptResult result =
                    send(buyer.url(), Duration.ofSeconds(20), "follow_redirects", "true");

            expect(result, AttemptOutcome.ERROR, 302, Outbound.REDIRECTS_ON);
            assertThat(buyer.heads()).hasSize(6);
        }
    }

    @Test
    void a_redirect_to_where_nobody_may_go_says_so() throws Exception {
        RawBuyer.Script script =
                answer(302, "Location: http://169.254.169.254/latest\r\n", new byte[0]);

        expect(
                told(script, Duration.ofSeconds(20), "follow_redirects", "true"),
                AttemptOutcome.ERROR,
                302,
                Outbound.REDIRECTS_AWAY);
    }

    @Test
    void entities_that_grow_are_not_resolved() throws Exception {
        String bomb =
                """
                <?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "sold"><!ENTITY b "&a;&a;&a;&a;">
                <!ENTITY c "&b;&b;&b;&b;"><!ENTITY x SYSTEM "file:///etc/passwd">]>
                <r>&c;&x;</r>
                """;

        AttemptResult result =
                told(
                        answer(
                                200,
                                "Content-Type: text/xml\r\n",
                                bomb.getBytes(StandardCharsets.US_ASCII)),
                        Duration.ofSeconds(20),
                        "outcome_search_term",
                        "sold",
                        "outcome_search_path",
                        "/r");

        expect(result, AttemptOutcome.FAILURE, 200, null);
        assertThat(String.valueOf(result.read().appended())).doesNotContain("root:");
    }

    private static void expect(
            AttemptResult result,
            AttemptOutcome outcome,
            @Nullable Integer status,
            @Nullable String reason) {
        assertThat(result.outcome()).isEqualTo(outcome);
        assertThat(result.status()).isEqualTo(status);
        assertThat(result.reason()).isEqualTo(reason);
    }

    private static AttemptResult told(RawBuyer.Script script) throws Exception {
        return told(script, Duration.ofSeconds(20));
    }

    private static AttemptResult told(RawBuyer.Script script, Duration limit, String... settings)
            throws Exception {
        try (RawBuyer buyer = new RawBuyer(script)) {
            return send(buyer.url(), limit, settings);
        }
    }

    private static AttemptResult send(String url, Duration limit, String... settings)
            throws Exception {
        return SENDER.send((Prepared.Ready) prepared(url, settings), limit)
                .toCompletableFuture()
                .get(50, TimeUnit.SECONDS);
    }

    private static Prepared prepared(String url, String... pairs) {
        Map<String, Setting> settings = new LinkedHashMap<>();
        settings.put("url", Setting.template(url));
        for (int i = 0; i < pairs.length; i += 2) {
            settings.put(pairs[i], Setting.template(pairs[i + 1]));
        }
        return ReadyRequest.of(new Settings(settings), Vars.empty(), "event-1", HERE);
    }

    private static RawBuyer.Script answer(int status, String headers, byte[] body) {
        return (out, _) -> {
            write(
                    out,
                    "HTTP/1.1 %d X\r\n%sContent-Length: %d\r\n\r\n"
                            .formatted(status, headers, body.length));
            out.write(body);
        };
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void awaitEnd(Socket connection) throws IOException {
        connection.getInputStream().read();
    }
}
