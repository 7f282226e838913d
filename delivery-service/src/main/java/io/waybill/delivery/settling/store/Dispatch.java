package io.waybill.delivery.settling.store;

import io.waybill.delivery.settling.AttemptOutcome;
import io.waybill.delivery.settling.AttemptResult;
import io.waybill.delivery.settling.Delivery;
import io.waybill.delivery.settling.DeliveryDecider;
import io.waybill.delivery.transport.Prepared;
import io.waybill.delivery.transport.Transports;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Sends what was started, within the time that it has. */
@Singleton
final class Dispatch {

    /** Beyond settling nobody waits; a receiver that hangs must not keep its turn for long. */
    private static final Duration LATER_TIMEOUT = Duration.ofSeconds(60);

    private final DeliveryRequests requests;
    private final Transports transports;
    private final Gates gates;
    private final InstantSource clock;
    // Rendering a request takes a while; the journal must not wait for it.
    private final Executor rendering = Executors.newVirtualThreadPerTaskExecutor();

    @Inject
    Dispatch(DeliveryRequests requests, Transports transports, Gates gates, InstantSource clock) {
        this.requests = requests;
        this.transports = transports;
        this.gates = gates;
        this.clock = clock;
    }

    /**
     * Sends what is kept of it, else what its stored request makes.
     *
     * @param ended is told what the attempt came to; always
     */
    void send(
            Consignment consignment,
            @Nullable Prepared kept,
            byte @Nullable [] request,
            Consumer<AttemptResult> ended) {
        rendering.execute(() -> send(consignment, kept == null ? prepare(request) : kept, ended));
    }

    /** Sends a request that is prepared already. */
    void send(Consignment consignment, Prepared prepared, Consumer<AttemptResult> ended) {
        Duration left = left(consignment);
        switch (prepared) {
            case Prepared.Broken(String reason) -> ended.accept(notSent(reason));
            case Prepared.Ready ready -> {
                if (left.isPositive()) {
                    transports.send(ready, left).thenAccept(ended);
                } else {
                    ended.accept(notSent(DeliveryDecider.NO_TIME));
                }
            }
        }
    }

    private Prepared prepare(byte @Nullable [] request) {
        return Optional.ofNullable(request)
                .flatMap(requests::decode)
                .map(requests::prepare)
                .orElseGet(() -> new Prepared.Broken(DeliveryRequests.UNREADABLE));
    }

    private Duration left(Consignment consignment) {
        Duration longest = gates.timeout(consignment);
        Duration left =
                consignment.state() instanceof Delivery.SendingLater
                        ? LATER_TIMEOUT
                        : Duration.between(clock.instant(), consignment.facts().terms().settleBy());
        return longest.compareTo(left) < 0 ? longest : left;
    }

    private static AttemptResult notSent(String reason) {
        return AttemptResult.withoutReply(AttemptOutcome.ERROR, Duration.ZERO, reason);
    }
}
