package io.waybill.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BuyerServerTest {

    @TempDir Path logs;

    @Test
    void a_hand_over_is_logged_by_its_idempotency_key_and_nothing_of_the_person_is()
            throws Exception {
        var eventId = UUID.randomUUID().toString();
        try (var buyer = BuyerServer.start(BuyerManner.ACCEPTS, 0, logs)) {
            assertThat(post(buyer, eventId)).isEqualTo(200);
            assertThat(post(buyer, "")).isEqualTo(400);
        }

        var log = Files.readString(logs.resolve("accepts.log"));
        assertThat(log).contains(eventId).contains("\"answered\":200").doesNotContain("Ada");
        assertThat(log.lines()).hasSize(1);
    }

    @Test
    void a_buyer_answers_the_same_event_alike_and_different_ones_as_its_manner_is() {
        var ids = IntStream.range(0, 600).mapToObj(i -> "id-" + i * 7919).toList();

        for (var manner : BuyerManner.values()) {
            for (var id : ids) {
                assertThat(manner.replyTo(id, 2)).isEqualTo(manner.replyTo(id, 3));
            }
        }
        assertThat(
                        ids.stream()
                                .filter(id ->
                                        BuyerManner.REFUSES_SOME.replyTo(id, 1).status() == 422))
                .hasSizeBetween(100, 300);
        assertThat(
                        ids.stream()
                                .filter(id ->
                                        BuyerManner.FAILS_AT_TIMES.replyTo(id, 1).status() == 503))
                .hasSizeBetween(80, 240);
        assertThat(ids).allMatch(id -> BuyerManner.SLOW.replyTo(id, 1).delay().toMillis() >= 900);
    }

    private static int post(BuyerServer buyer, String key) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var request =
                    HttpRequest.newBuilder(
                                    URI.create("http://127.0.0.1:" + buyer.port() + "/leads"))
                            .POST(HttpRequest.BodyPublishers.ofString("{\"first_name\":\"Ada\"}"));
            if (!key.isEmpty()) {
                request.header("Idempotency-Key", key);
            }
            return client.send(request.build(), BodyHandlers.discarding()).statusCode();
        }
    }
}
