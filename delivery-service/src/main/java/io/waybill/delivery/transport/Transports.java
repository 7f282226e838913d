package io.waybill.delivery.transport;

import io.waybill.delivery.settling.AttemptResult;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** All transports as one: each delivery goes by the one that it was prepared for. */
public final class Transports implements TransportSender {

    private final List<TransportSender> senders;

    public Transports(List<TransportSender> senders) {
        this.senders = List.copyOf(senders);
    }

    @Override
    public boolean takes(Prepared.Ready ready) {
        return senders.stream().anyMatch(sender -> sender.takes(ready));
    }

    @Override
    public CompletionStage<AttemptResult> send(Prepared.Ready ready, Duration left) {
        return senders.stream()
                .filter(sender -> sender.takes(ready))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Nobody sends " + ready))
                .send(ready, left);
    }
}
