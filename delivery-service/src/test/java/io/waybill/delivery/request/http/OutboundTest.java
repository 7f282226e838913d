package io.waybill.delivery.request.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.waybill.delivery.request.OutgoingRequest;
import io.waybill.delivery.request.OutgoingRequest.Body;
import io.waybill.delivery.request.OutgoingRequest.Header;
import io.waybill.delivery.request.OutgoingRequest.Manner;
import io.waybill.delivery.request.http.SendResult.Answered;
import io.waybill.delivery.request.http.SendResult.NoAnswer;
import io.waybill.delivery.request.http.SendResult.NotSent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class OutboundTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Vertx VERTX = Vertx.vertx();
    private static final Outbound OUTBOUND =
            new Outbound(VERTX, Duration.ofSeconds(5), 10, Guard.of("localhost", "127.0.0.1"));

    @AfterAll
    static void close() throws Exception {
        VERTX.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void an_answer_is_read_whole() throws Exception {
        try (RawBuyer buyer = RawBuyer.saying(reply(201, "{\"id\":1}"))) {
            Answered answer = (Answered) send(buyer.url(), LONG);

            assertThat(answer.status()).isEqualTo(201);
            assertThat(text(answer)).isEqualTo("{\"id\":1}");
            assertThat(answer.whole()).isTrue();
            assertThat(answer.cut()).isFalse();
            assertThat(buyer.heads().getFirst())
                    .startsWith("POST /leads HTTP/1.1")
                    .containsIgnoringCase("x-test: yes")
                    .doesNotContainIgnoringCase("accept-encoding")
                    .doesNotContainIgnoringCase("traceparent");
        }
    }

    @Test
    void a_redirect_is_followed_where_that_is_asked_for() throws Exception {
        try (RawBuyer thanks = RawBuyer.saying(reply(200, "thanks"));
                RawBuyer buyer = RawBuyer.saying(moved(thanks.url()))) {
            Answered answer = (Answered) send(request(buyer.url(), true), LONG);

            assertThat(text(answer)).isEqualTo("thanks");
            assertThat(thanks.heads().getFirst())
                    .startsWith("GET /leads HTTP/1.1")
                    .doesNotContainIgnoringCase("x-test");
        }
    }

    @Test
    void a_redirect_to_where_nobody_may_go_is_the_answer() throws Exception {
        try (RawBuyer buyer = RawBuyer.saying(moved("http://10.0.0.1/metadata"))) {
            assertThat(((Answered) send(request(buyer.url(), true), LONG)).status()).isEqualTo(302);
        }
    }

    @Test
    void a_redirect_that_nobody_asked_to_follow_is_the_answer() throws Exception {
        try (RawBuyer buyer = RawBuyer.saying(moved("http://localhost:1/"))) {
            assertThat(((Answered) send(buyer.url(), LONG)).status()).isEqualTo(302);
        }
    }

    @Test
    void nobody_listening_means_not_sent() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }

        assertThat(send("http://127.0.0.1:" + port + "/", LONG)).isInstanceOf(NotSent.class);
    }

    @Test
    void an_unknown_host_means_not_sent() throws Exception {
        assertThat(send("http://no-such-host.invalid/", LONG)).isInstanceOf(NotSent.class);
    }

    @Test
    void an_untrusted_peer_means_not_sent() throws Exception {
        try (RawBuyer buyer = RawBuyer.saying("this is not TLS")) {
            assertThat(send(buyer.url().replace("http:", "https:"), LONG))
                    .isInstanceOf(NotSent.class);
        }
    }

    @Test
    void a_buyer_that_never_answers_is_left_at_the_limit() throws Exception {
        CountDownLatch hungUp = new CountDownLatch(1);
        try (RawBuyer buyer = new RawBuyer((_, connection) -> awaitEnd(connection, hungUp))) {
            assertThat(send(buyer.url(), SHORT)).isInstanceOf(NoAnswer.class);
            assertThat(hungUp.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void a_buyer_that_hangs_up_has_not_answered() throws Exception {
        try (RawBuyer buyer = new RawBuyer((_, connection) -> connection.close())) {
            assertThat(send(buyer.url(), LONG)).isInstanceOf(NoAnswer.class);
        }
    }

    @Test
    void what_is_not_http_is_no_answer() throws Exception {
        try (RawBuyer buyer = RawBuyer.saying("220 mail.example ESMTP\r\n\r\n")) {
            assertThat(send(buyer.url(), LONG)).isInstanceOf(NoAnswer.class);
        }
    }

    @Test
    void a_huge_reply_is_cut_and_its_status_counts() throws Exception {
        CountDownLatch hungUp = new CountDownLatch(1);
        try (RawBuyer buyer =
                new RawBuyer((out, _) -> {
                    out.write(head(200, Long.MAX_VALUE));
                    flood(out, hungUp);
                })) {
            Answered answer = (Answered) send(buyer.url(), LONG);

            assertThat(answer.body()).hasSize(Call.KEPT_BYTES);
            assertThat(answer.cut()).isTrue();
            assertThat(answer.whole()).isTrue();
            assertThat(hungUp.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void an_endless_trickle_ends_at_the_limit_and_is_not_whole() throws Exception {
        try (RawBuyer buyer =
                new RawBuyer((out, connection) -> {
                    out.write(head(200, 1_000));
                    out.write('x');
                    out.flush();
                    awaitEnd(connection, new CountDownLatch(1));
                })) {
            Answered answer = (Answered) send(buyer.url(), Duration.ofSeconds(3));

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.whole()).isFalse();
        }
    }

    @Test
    void a_reply_that_breaks_off_is_not_whole() throws Exception {
        try (RawBuyer buyer =
                new RawBuyer((out, _) -> {
                    out.write(head(200, 1_000));
                    out.write("half".getBytes(StandardCharsets.US_ASCII));
                })) {
            Answered answer = (Answered) send(buyer.url(), LONG);

            assertThat(answer.whole()).isFalse();
        }
    }

    @Test
    void endless_headers_are_refused() throws Exception {
        try (RawBuyer buyer =
                new RawBuyer((out, _) -> {
                    out.write("HTTP/1.1 200 OK\r\nX: ".getBytes(StandardCharsets.US_ASCII));
                    flood(out, new CountDownLatch(1));
                })) {
            assertThat(send(buyer.url(), LONG)).isInstanceOf(NoAnswer.class);
        }
    }

    @Test
    void a_redirect_is_not_followed() throws Exception {
        try (RawBuyer elsewhere = RawBuyer.saying(reply(200, "taken"));
                RawBuyer buyer =
                        RawBuyer.saying(
                                "HTTP/1.1 307 Moved\r\nLocation: "
                                        + elsewhere.url()
                                        + "\r\nContent-Length: 0\r\n\r\n")) {
            Answered answer = (Answered) send(buyer.url(), LONG);

            assertThat(answer.status()).isEqualTo(307);
            assertThat(elsewhere.heads()).isEmpty();
        }
    }

    @Test
    void a_compressed_reply_is_not_unpacked() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream zip = new GZIPOutputStream(packed)) {
            zip.write(new byte[10_000_000]);
        }
        try (RawBuyer buyer =
                new RawBuyer((out, _) -> {
                    out.write(
                            ("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: "
                                            + packed.size()
                                            + "\r\n\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
                    out.write(packed.toByteArray());
                })) {
            Answered answer = (Answered) send(buyer.url(), LONG);

            assertThat(answer.body()).isEqualTo(packed.toByteArray());
        }
    }

    private static SendResult send(String url, Duration limit) throws Exception {
        return send(request(url, false), limit);
    }

    private static SendResult send(OutgoingRequest request, Duration limit) throws Exception {
        return OUTBOUND.send(request, limit).toCompletableFuture().get(25, TimeUnit.SECONDS);
    }

    private static OutgoingRequest request(String url, boolean followsRedirects) {
        return new OutgoingRequest(
                "POST",
                URI.create(url),
                List.of(new Header("X-Test", "yes")),
                new Body.Json(Map.of("a", 1)),
                new Manner(null, followsRedirects));
    }

    private static String moved(String location) {
        return "HTTP/1.1 302 Found\r\nLocation: " + location + "\r\nContent-Length: 0\r\n\r\n";
    }

    private static String text(Answered answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static String reply(int status, String body) {
        return "HTTP/1.1 %d X\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(status, body.length(), body);
    }

    private static byte[] head(int status, long length) {
        return "HTTP/1.1 %d X\r\nContent-Length: %d\r\n\r\n"
                .formatted(status, length)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static void flood(OutputStream out, CountDownLatch hungUp) {
        byte[] chunk = "x".repeat(8_192).getBytes(StandardCharsets.US_ASCII);
        try {
            while (true) {
                out.write(chunk);
            }
        } catch (IOException refused) {
            hungUp.countDown();
        }
    }

    private static void awaitEnd(Socket connection, CountDownLatch hungUp) throws IOException {
        try {
            connection.getInputStream().read();
        } finally {
            hungUp.countDown();
        }
    }
}
