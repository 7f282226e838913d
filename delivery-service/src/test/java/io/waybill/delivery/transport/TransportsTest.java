package io.waybill.delivery.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.delivery.settling.AttemptOutcome;
import io.waybill.delivery.settling.AttemptResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class TransportsTest {

    private static final AttemptResult TAKEN =
            AttemptResult.withoutReply(
                    AttemptOutcome.SUCCESS,
                    Duration.ofMillis(5),
                    null,
                    new AttemptResult.Exchange("{}", null));

    private final List<Throwable> told = new ArrayList<>();

    /** What only the test's sender takes. */
    private record Parcel(String destination, String shown) implements Prepared.Ready {}

    @Test
    void what_a_transport_says_is_what_it_came_to() throws Exception {
        AttemptResult result = send(() -> CompletableFuture.completedStage(TAKEN));

        assertThat(result).isEqualTo(TAKEN);
        assertThat(result.tellsOfReceiver()).isTrue();
    }

    @Test
    void an_attempt_has_an_end_when_its_transport_fails_or_throws() throws Exception {
        AttemptResult failed =
                send(() -> CompletableFuture.failedStage(new IllegalStateException("ada@x.org")));
        AttemptResult thrown =
                send(() -> {
                    throw new IllegalStateException("ada@x.org");
                });

        assertThat(List.of(failed, thrown))
                .allSatisfy(result -> {
                    assertThat(result.outcome()).isEqualTo(AttemptOutcome.UNANSWERED);
                    assertThat(result.reason()).isEqualTo(Transports.FAILED);
                    assertThat(result.tellsOfReceiver()).isFalse();
                });
        assertThat(told).hasSize(2);
    }

    private AttemptResult send(Supplier<CompletionStage<AttemptResult>> sender) throws Exception {
        TransportSender only =
                new TransportSender() {
                    @Override
                    public boolean takes(Prepared.Ready ready) {
                        return ready instanceof Parcel;
                    }

                    @Override
                    public CompletionStage<AttemptResult> send(
                            Prepared.Ready ready, Duration left) {
                        return sender.get();
                    }
                };
        return new Transports(List.of(only), told::add)
                .send(new Parcel("buyer.example:443", "{}"), Duration.ofSeconds(1))
                .toCompletableFuture()
                .get(5, TimeUnit.SECONDS);
    }
}
