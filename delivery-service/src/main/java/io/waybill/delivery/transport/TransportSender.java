package io.waybill.delivery.transport;

import io.waybill.delivery.settling.AttemptResult;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** Makes one attempt by one transport and says what it came to. */
public interface TransportSender {

    /** Whether this transport has prepared it. */
    boolean takes(Prepared.Ready ready);

    /**
     * Sends once. An attempt of which the receiver may know ends with a status or unanswered; an
     * error without a status never left this house, and may be repeated.
     *
     * @param left time until the attempt must have ended
     * @return always completes normally, within the time left or very soon after
     */
    CompletionStage<AttemptResult> send(Prepared.Ready ready, Duration left);
}
