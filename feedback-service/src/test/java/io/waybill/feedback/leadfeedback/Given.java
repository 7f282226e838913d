package io.waybill.feedback.leadfeedback;

import io.waybill.eventsourcing.DeciderSpecification;
import io.waybill.feedback.leadfeedback.Delivered.Sale;
import io.waybill.feedback.leadfeedback.FeedbackCommand.Give;
import io.waybill.feedback.leadfeedback.FeedbackCommand.Readings;
import io.waybill.feedback.leadfeedback.GiveFeedback.Reason;
import io.waybill.feedback.leadfeedback.LeadFeedback.Reversed;
import io.waybill.feedback.terms.FeedbackTerms;
import io.waybill.feedback.terms.FeedbackType;
import io.waybill.feedback.terms.TermsReader;
import io.waybill.language.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A delivery, its terms and calls about it, for tests of what is decided. */
final class Given {

    static final Instant DELIVERED_AT = Instant.parse("2026-11-01T12:00:00Z");
    static final UUID SOURCE = new UUID(4, 4);
    static final Money REVENUE = Money.parse("12.50", "USD");
    static final Money COST = Money.parse("8.00", "USD");
    static final Sale SOLD = new Sale(Optional.of(REVENUE), Optional.of(COST), true);

    private Given() {}

    /** Terms of a version whose step and source say this of feedback. */
    static FeedbackTerms terms(Map<String, ?> step, Map<String, ?> source) {
        return terms(step, source, List.of());
    }

    static FeedbackTerms terms(Map<String, ?> step, Map<String, ?> source, List<?> types) {
        Map<String, Object> definition = new LinkedHashMap<>();
        definition.put("feedback_types", types);
        definition.put(
                "steps", List.of(Map.of("type", "recipient", "id", "buyer", "feedback", step)));
        definition.put("sources", List.of(Map.of("id", SOURCE.toString(), "feedback", source)));
        return TermsReader.of(definition, ZoneOffset.UTC).terms(SOURCE, "buyer");
    }

    static LeadFeedback state(FeedbackTerms terms) {
        Delivered delivered =
                new Delivered(new UUID(1, 1), new UUID(2, 2), DELIVERED_AT, terms, SOLD);
        return new LeadFeedback(delivered, Reversed.NOTHING, 0);
    }

    static DeciderSpecification<LeadFeedback, FeedbackCommand, FeedbackEvent, Void> delivery(
            FeedbackTerms terms) {
        return DeciderSpecification.of(state(terms), LeadFeedback::decide, LeadFeedback::evolve);
    }

    static GiveFeedback call(FeedbackType type, Duration after) {
        return new GiveFeedback(
                new UUID(3, after.toMillis()),
                Optional.of(type),
                Optional.of(new Reason("Wrong number")),
                DELIVERED_AT.plus(after));
    }

    static GiveFeedback call(FeedbackType type) {
        return call(type, Duration.ofMinutes(1));
    }

    static Give give(GiveFeedback call) {
        return new Give(call, Readings.NONE);
    }
}
