package io.waybill.delivery.transport;

import io.waybill.delivery.settling.AttemptOutcome;
import io.waybill.delivery.settling.AttemptResult;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * All transports as one: each delivery goes by the one that it was prepared for, and has an end
 * even where a transport breaks its promise and fails. The receiver may have it by then.
 */
public final class Transports implements TransportSender {

    static final String FAILED = "Sending failed, and no answer was recorded";

    private final List<TransportSender> senders;
    private final Consumer<Throwable> defects;

    /**
     * @param defects told of each promise that a transport broke
     */
    public Transports(List<TransportSender> senders, Consumer<Throwable> defects) {
        this.senders = List.copyOf(senders);
        this.defects = defects;
    }

    @Override
    public boolean takes(Prepared.Ready ready) {
        return senders.stream().anyMatch(sender -> sender.takes(ready));
    }

    @Override
    public CompletionStage<AttemptResult> send(Prepared.Ready ready, Duration left) {
        try {
            return sender(ready).send(ready, left).exceptionally(this::unanswered);
        } catch (RuntimeException defect) {
            return CompletableFuture.completedStage(unanswered(defect));
        }
    }

    private TransportSender sender(Prepared.Ready ready) {
        return senders.stream()
                .filter(sender -> sender.takes(ready))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Nobody sends " + ready));
    }

    private AttemptResult unanswered(Throwable defect) {
        defects.accept(defect);
        return AttemptResult.withoutReply(AttemptOutcome.UNANSWERED, Duration.ZERO, FAILED);
    }
}
