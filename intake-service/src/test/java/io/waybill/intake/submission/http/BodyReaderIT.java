package io.waybill.intake.submission.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.AsyncResult;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.waybill.intake.submission.SubmissionRefused;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BodyReaderIT {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String SOME = "x".repeat(100);

    private final Vertx vertx = Vertx.vertx();
    private final BodyBudget budget = new BodyBudget(10_000);
    private int port;

    private void serve(Duration slowest) throws Exception {
        BodyReader reader = new BodyReader(vertx, budget, slowest);
        port =
                vertx.createHttpServer()
                        .requestHandler(request ->
                                reader.read(request)
                                        .onComplete(body -> answer(reader, request, body)))
                        .listen(0, "127.0.0.1")
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get(20, TimeUnit.SECONDS)
                        .actualPort();
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @Test
    void a_body_that_was_too_slow_holds_nothing_also_when_the_rest_of_it_comes_later()
            throws Exception {
        serve(Duration.ofMillis(200));
        try (Caller caller = new Caller()) {
            caller.send(head(300) + SOME);
            assertThat(caller.status()).isEqualTo("HTTP/1.1 408 Request Timeout");
            assertThat(budget.taken()).isZero();

            caller.send(SOME);
            caller.send(SOME + head(100) + SOME);

            assertThat(caller.status()).as("the next call").isEqualTo("HTTP/1.1 200 OK");
            assertThat(budget.taken()).isZero();
        }
    }

    @Test
    void a_caller_that_goes_away_holds_nothing() throws Exception {
        serve(LIMIT);
        try (Caller caller = new Caller()) {
            caller.send(head(300) + SOME);
            await().atMost(LIMIT).until(() -> budget.taken() == 100);
        }

        await().atMost(LIMIT).until(() -> budget.taken() == 0);
    }

    @Test
    void a_body_holds_its_bytes_until_it_is_released() throws Exception {
        serve(LIMIT);
        try (Caller caller = new Caller()) {
            caller.send(head(300) + SOME + SOME);
            await().atMost(LIMIT).until(() -> budget.taken() == 200);

            caller.send(SOME);

            assertThat(caller.status()).isEqualTo("HTTP/1.1 200 OK");
            assertThat(budget.taken()).isZero();
        }
    }

    private static void answer(
            BodyReader reader, HttpServerRequest request, AsyncResult<byte[]> body) {
        if (body.succeeded()) {
            reader.release(body.result());
            request.response().end();
        } else if (body.cause() instanceof SubmissionRefused refused) {
            request.response().setStatusCode(refused.refusal().status()).end();
        }
    }

    private static String head(int length) {
        return "POST / HTTP/1.1\r\nHost: here\r\nContent-Length: " + length + "\r\n\r\n";
    }

    /** Sends what and when it likes, as a client library does not. */
    private final class Caller implements AutoCloseable {

        private final Socket socket;
        private final BufferedReader answers;

        Caller() throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout((int) LIMIT.toMillis());
            answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
        }

        void send(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(US_ASCII));
            socket.getOutputStream().flush();
        }

        /** The status line of the next answer; none of them has a body. */
        String status() throws IOException {
            String status = answers.readLine();
            for (String line = status; line != null && !line.isEmpty(); ) {
                line = answers.readLine();
            }
            return status;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
