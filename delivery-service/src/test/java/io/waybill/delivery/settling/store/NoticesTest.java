package io.waybill.delivery.settling.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.delivery.destination.Destination;
import io.waybill.delivery.destination.DestinationReader;
import io.waybill.delivery.destination.Destinations;
import io.waybill.delivery.settling.AttemptOutcome;
import io.waybill.delivery.settling.AttemptResult;
import io.waybill.delivery.transport.Letter;
import io.waybill.delivery.transport.Prepared;
import io.waybill.delivery.transport.TransportSender;
import io.waybill.delivery.transport.Transports;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class NoticesTest {

    private static final UUID ACCOUNT = new UUID(7, 1);
    private static final UUID ID = new UUID(7, 2);
    private static final String OPERATOR = "ops@example.com";
    private static final String SELLER = "seller@example.com";

    private Instant now = Instant.parse("2026-03-02T09:00:00Z");
    private final List<Letter> sent = new ArrayList<>();
    private final Transports transports = new Transports(List.of(new Pillar()), defect -> {});

    @Test
    void those_who_look_after_it_are_told_first_then_others_and_all_of_a_pause_and_its_end() {
        Notices notices =
                notices(Map.of("notify", List.of(OPERATOR), "notify_others", List.of(SELLER)));

        notices.troubled(ACCOUNT, ID, 5, false);
        notices.troubled(ACCOUNT, ID, 10, true);
        notices.paused(ACCOUNT, ID, 20);
        notices.resumed(ACCOUNT, ID);

        assertThat(sent)
                .extracting(Letter::to)
                .containsExactly(
                        List.of(OPERATOR),
                        List.of(SELLER),
                        List.of(OPERATOR, SELLER),
                        List.of(OPERATOR, SELLER));
        assertThat(sent)
                .extracting(Letter::subject)
                .containsExactly(
                        "Deliveries to \"Acme\" fail",
                        "Deliveries to \"Acme\" fail",
                        "The destination \"Acme\" is paused",
                        "The destination \"Acme\" answers again");
    }

    @Test
    void where_nobody_is_named_and_of_a_destination_that_is_gone_nothing_is_sent() {
        notices(Map.of()).paused(ACCOUNT, ID, 20);
        notices(Map.of("notify", List.of(OPERATOR))).paused(ACCOUNT, new UUID(7, 3), 20);

        assertThat(sent).isEmpty();
    }

    @Test
    void the_same_is_told_of_a_destination_once_in_a_while() {
        Notices notices = notices(Map.of("notify", List.of(OPERATOR)));

        notices.troubled(ACCOUNT, ID, 5, false);
        notices.troubled(ACCOUNT, ID, 5, false);
        now = now.plus(NoticeRate.EVERY).minusSeconds(1);
        notices.troubled(ACCOUNT, ID, 5, false);
        assertThat(sent).hasSize(1);

        now = now.plusSeconds(1);
        notices.troubled(ACCOUNT, ID, 5, false);
        assertThat(sent).hasSize(2);
    }

    private Notices notices(Map<String, Object> escalation) {
        Map<String, Object> settings = Map.of("url", "https://acme.example", "format", "json");
        Destination destination =
                DestinationReader.read(
                                Map.of(
                                        "name",
                                        "Acme",
                                        "transport",
                                        Map.of("type", "http"),
                                        "settings",
                                        settings,
                                        "escalation",
                                        escalation),
                                "UTC")
                        .definition()
                        .at(ID, ACCOUNT, 1, true);
        Destinations destinations =
                (account, id) ->
                        account.equals(ACCOUNT) && id.equals(ID)
                                ? Optional.of(destination)
                                : Optional.empty();
        return new Notices(destinations, transports, () -> now);
    }

    /** Takes every letter. */
    private final class Pillar implements TransportSender {
        @Override
        public boolean takes(Prepared.Ready ready) {
            return true;
        }

        @Override
        public CompletionStage<AttemptResult> send(Prepared.Ready ready, Duration left) {
            sent.add((Letter) ready);
            return CompletableFuture.completedFuture(
                    AttemptResult.withoutReply(AttemptOutcome.SUCCESS, left, "taken"));
        }
    }
}
