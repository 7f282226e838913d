package io.waybill.delivery.partner.http;

import io.waybill.delivery.partner.InvalidBuyer;
import io.waybill.delivery.settling.AttemptOutcome;
import io.waybill.delivery.settling.AttemptResult;
import io.waybill.delivery.settling.AttemptResult.Exchange;
import io.waybill.delivery.settling.AttemptResult.Read;
import io.waybill.delivery.transport.Prepared;
import io.waybill.delivery.transport.TransportSender;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Sends over a connection by the transport that the buyer has. What comes back to the seller is the
 * outcome, reason, price and reference: the rest of a reply is for the buyer's eyes. So is what is
 * said of a hand-over that failed, which may quote an address; a reply that refuses a lead with a
 * reason means it for the seller.
 */
public final class PartnerSender implements TransportSender {

    private final TransportSender transports;

    /**
     * @param transports those that send what is inside
     */
    public PartnerSender(TransportSender transports) {
        this.transports = transports;
    }

    @Override
    public boolean takes(Prepared.Ready ready) {
        return ready instanceof PartnerReady(Prepared.Ready inner, _, _) && transports.takes(inner);
    }

    @Override
    public CompletionStage<AttemptResult> send(Prepared.Ready sendable, Duration left) {
        PartnerReady partner = (PartnerReady) sendable;
        return transports.send(partner.ready(), left).thenApply(result -> told(partner, result));
    }

    private static AttemptResult told(PartnerReady partner, AttemptResult result) {
        return new AttemptResult(
                result.outcome(),
                result.status(),
                result.latency(),
                reason(partner, result),
                new Read(
                        result.read().reference(),
                        result.read().price(),
                        null,
                        result.read().retryAfter(),
                        result.read().gathered()),
                result.tellsOfReceiver() ? new Exchange(partner.shown(), null) : Exchange.NONE);
    }

    private static @Nullable String reason(PartnerReady partner, AttemptResult result) {
        return partner.isSubmission() ? ofFlow(result) : ofDestination(result);
    }

    private static @Nullable String ofDestination(AttemptResult result) {
        Integer status = result.status();
        String answered = status == null ? "" : " (status " + status + ")";
        return switch (result.outcome()) {
            case SUCCESS -> null;
            case FAILURE ->
                    status == null || result.reason() == null
                            ? "The buyer did not take the lead" + answered
                            : result.reason();
            case ERROR ->
                    status == null
                            ? "The buyer's destination could not be reached"
                            : "The buyer's destination could not take the lead" + answered;
            case UNANSWERED -> "The buyer's destination did not answer";
        };
    }

    private static @Nullable String ofFlow(AttemptResult result) {
        Integer status = result.status();
        if (status == null || result.outcome() != AttemptOutcome.ERROR) {
            return result.reason();
        }
        return switch (status) {
            case 401 -> InvalidBuyer.SOURCE_LOCKED.reason();
            case 403 ->
                    String.valueOf(result.reason()).startsWith("Source")
                            ? InvalidBuyer.SOURCE_DISABLED.reason()
                            : InvalidBuyer.FLOW_DISABLED.reason();
            case 404 -> InvalidBuyer.FLOW_GONE.reason();
            default -> result.reason();
        };
    }
}
