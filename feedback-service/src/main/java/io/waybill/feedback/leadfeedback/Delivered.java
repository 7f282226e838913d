package io.waybill.feedback.leadfeedback;

import io.waybill.feedback.terms.FeedbackTerms;
import io.waybill.language.Money;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A delivery that delivery-service has issued an event id for. */
public record Delivered(UUID eventId, UUID leadId, Instant at, FeedbackTerms terms, Sale sale) {

    /**
     * The money of the delivery and its lead, as far as it is known.
     *
     * @param revenue what the delivery earned
     * @param cost what the lead cost; empty where the source was not paid
     * @param sold whether the buyer has the lead, be it for nothing
     */
    public record Sale(Optional<Money> revenue, Optional<Money> cost, boolean sold) {

        public static final Sale NONE = new Sale(Optional.empty(), Optional.empty(), false);
    }
}
