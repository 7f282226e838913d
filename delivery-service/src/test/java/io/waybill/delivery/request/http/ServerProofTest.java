package io.waybill.delivery.request.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;
import io.waybill.delivery.Certificates;
import io.waybill.delivery.request.OutgoingRequest;
import io.waybill.delivery.request.OutgoingRequest.Body;
import io.waybill.delivery.request.OutgoingRequest.Manner;
import io.waybill.delivery.request.http.SendResult.Answered;
import io.waybill.delivery.request.http.SendResult.NotSent;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server is who its name says, and where its name was when it was judged. */
@Timeout(120)
class ServerProofTest {

    private static final String NAME = "crm.example.com";
    private static final Vertx VERTX = Vertx.vertx();

    @TempDir private static Path folder;
    private static Certificates certificates;

    private final AtomicInteger asked = new AtomicInteger();

    @BeforeAll
    static void certify() throws Exception {
        certificates = new Certificates(folder);
    }

    @AfterAll
    static void close() throws Exception {
        VERTX.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void the_address_that_was_judged_is_spoken_to_by_its_name() throws Exception {
        int port = serve(certificates.server("good", "dns:" + NAME, "-1d", 10));

        SendResult result = send(port, guard("127.0.0.1", NAME));

        // Nobody else knows the name: had it been asked again, there would be no answer.
        assertThat(result)
                .isInstanceOfSatisfying(
                        Answered.class,
                        answer ->
                                assertThat(new String(answer.body())).isEqualTo(NAME + ":" + port));
        assertThat(asked).hasValue(1);
    }

    @Test
    void a_name_whose_answer_changes_to_a_private_address_is_not_spoken_to() throws Exception {
        Guard rebinding =
                new Guard(
                        List.of(),
                        (_, _) ->
                                Future.succeededFuture(
                                        List.of(
                                                new InetSocketAddress(
                                                        asked.incrementAndGet() == 1
                                                                ? "10.0.0.1"
                                                                : "127.0.0.1",
                                                        0))));

        assertThat(send(443, rebinding)).isEqualTo(new NotSent(Guard.NOT_PUBLIC));
        assertThat(send(443, rebinding)).isEqualTo(new NotSent(Guard.NOT_PUBLIC));
    }

    @Test
    void an_expired_certificate_is_named() throws Exception {
        int port = serve(certificates.server("old", "dns:" + NAME, "-9d", 2));

        assertThat(send(port, guard("127.0.0.1", NAME))).isEqualTo(new NotSent(Refusals.EXPIRED));
    }

    @Test
    void a_certificate_of_another_name_proves_nothing() throws Exception {
        int port = serve(certificates.server("other", "dns:other.example.com", "-1d", 10));

        assertThat(send(port, guard("127.0.0.1", NAME))).isEqualTo(new NotSent(Refusals.UNTRUSTED));
    }

    private Guard guard(String address, String exception) {
        return new Guard(
                List.of(exception),
                (_, _) -> {
                    asked.incrementAndGet();
                    return Future.succeededFuture(List.of(new InetSocketAddress(address, 0)));
                });
    }

    private static int serve(Path keys) throws Exception {
        HttpServer server =
                VERTX.createHttpServer(
                                new HttpServerOptions()
                                        .setSsl(true)
                                        .setSni(false)
                                        .setKeyCertOptions(
                                                new PfxOptions()
                                                        .setPath(keys.toString())
                                                        .setPassword(Certificates.PASSWORD)))
                        .requestHandler(request ->
                                request.response().end(String.valueOf(request.authority())));
        return server.listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS)
                .actualPort();
    }

    private static SendResult send(int port, Guard guard) throws Exception {
        OutgoingRequest request =
                new OutgoingRequest(
                        "POST",
                        URI.create("https://" + NAME + ":" + port + "/leads"),
                        List.of(),
                        new Body.Form("a=1"),
                        new Manner(null, false));
        return new Outbound(
                        VERTX,
                        Duration.ofSeconds(5),
                        10,
                        guard,
                        Optional.of(new Trust(Optional.of(certificates.authority()))))
                .send(request, Duration.ofSeconds(20))
                .toCompletableFuture()
                .get(25, TimeUnit.SECONDS);
    }
}
