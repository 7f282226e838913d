package io.waybill.delivery.settling;

import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How an attempt ended, as the sending edge saw it.
 *
 * @param status the reply's HTTP status, where one was read
 * @param reason a sentence for the seller; may hold what the buyer wrote
 * @param read what else was read of the reply
 * @param exchange what went out and what came back, for the record only
 */
public record AttemptResult(
        AttemptOutcome outcome,
        @Nullable Integer status,
        Duration latency,
        @Nullable String reason,
        Read read,
        Exchange exchange) {

    /**
     * What a reply says besides its outcome.
     *
     * @param reference the buyer's own name of the lead
     * @param price what the buyer pays
     * @param appended a JSON object for later steps
     * @param retryAfter how long it asks to be left alone
     * @param gathered true where there was no reply at all: it waits for the next file
     */
    public record Read(
            @Nullable String reference,
            @Nullable BigDecimal price,
            @Nullable String appended,
            @Nullable Duration retryAfter,
            boolean gathered) {
        public static final Read NOTHING = new Read(null, null, null);

        /** Of what was put into a batch, of which the receiver knows nothing by now. */
        public static final Read GATHERED = new Read(null, null, null, null, true);

        public Read(
                @Nullable String reference, @Nullable BigDecimal price, @Nullable String appended) {
            this(reference, price, appended, null, false);
        }

        public Read askingFor(@Nullable Duration pause) {
            return new Read(reference, price, appended, pause, gathered);
        }

        /** Masked: what a buyer wrote may name a person. */
        @Override
        public String toString() {
            return "Read[masked]";
        }
    }

    /** The request with its secrets masked and the reply, both as JSON text. */
    public record Exchange(@Nullable String request, @Nullable String reply) {
        public static final Exchange NONE = new Exchange(null, null);

        /** Masked: an exchange is personal data. */
        @Override
        public String toString() {
            return "Exchange[masked]";
        }
    }

    /** Whether the buyer may know of it: an error without a status never left this house. */
    public boolean reached() {
        return outcome != AttemptOutcome.ERROR || status != null;
    }

    /**
     * Whether it says anything of the receiver: what was never handed to a transport, or broken off
     * by an end of this process, has no exchange.
     */
    public boolean tellsOfReceiver() {
        return !exchange.equals(Exchange.NONE);
    }

    /** Of an attempt that no transport has told of. */
    public static AttemptResult withoutReply(
            AttemptOutcome outcome, Duration latency, String reason) {
        return withoutReply(outcome, latency, reason, Exchange.NONE);
    }

    /** Of what is sent by other ways than HTTP, or had no reply. */
    public static AttemptResult withoutReply(
            AttemptOutcome outcome, Duration latency, @Nullable String reason, Exchange exchange) {
        return new AttemptResult(outcome, null, latency, reason, Read.NOTHING, exchange);
    }

    /** Masked: the reason may hold what the buyer wrote. */
    @Override
    public String toString() {
        return "AttemptResult[%s, status %s, %s]".formatted(outcome, status, latency);
    }
}
