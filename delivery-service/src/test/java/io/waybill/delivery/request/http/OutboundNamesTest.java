package io.waybill.delivery.request.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.dns.AddressResolverOptions;
import io.waybill.delivery.request.OutgoingRequest;
import io.waybill.delivery.request.OutgoingRequest.Body;
import io.waybill.delivery.request.OutgoingRequest.Manner;
import io.waybill.delivery.request.http.SendResult.Answered;
import io.waybill.delivery.request.http.SendResult.NotSent;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class OutboundNamesTest {

    private static final String NAME = "rebound.example.com";
    private static final Vertx VERTX =
            Vertx.vertx(
                    new VertxOptions()
                            .setAddressResolverOptions(
                                    new AddressResolverOptions()
                                            .setHostsValue(Buffer.buffer("127.0.0.1 " + NAME))));

    @AfterAll
    static void close() throws Exception {
        VERTX.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void a_public_name_of_a_private_address_is_not_spoken_to() throws Exception {
        try (RawBuyer within = RawBuyer.saying("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")) {
            SendResult result = send(within, Guard.of());

            assertThat(result).isEqualTo(new NotSent(Guard.NOT_PUBLIC));
            assertThat(within.heads()).isEmpty();
        }
    }

    @Test
    void a_name_that_the_operator_excepted_may_have_any_address() throws Exception {
        try (RawBuyer within = RawBuyer.saying("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")) {
            assertThat(send(within, Guard.of(NAME))).isInstanceOf(Answered.class);
        }
    }

    private static SendResult send(RawBuyer buyer, Guard guard) throws Exception {
        OutgoingRequest request =
                new OutgoingRequest(
                        "POST",
                        URI.create(buyer.url().replace("127.0.0.1", NAME)),
                        List.of(),
                        new Body.Form("a=1"),
                        new Manner(null, false));
        return new Outbound(VERTX, Duration.ofSeconds(5), 10, guard)
                .send(request, Duration.ofSeconds(20))
                .toCompletableFuture()
                .get(25, TimeUnit.SECONDS);
    }
}
