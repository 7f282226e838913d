package io.waybill.feedback.leadfeedback;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What feedback the step takes that delivered the lead.
 *
 * @param returnMaxAgeDays a return of an older delivery is refused; null for no limit
 */
public record FeedbackTerms(
        boolean returnEnabled, @Nullable Integer returnMaxAgeDays, boolean conversionEnabled) {

    boolean isTooOldToReturn(Instant deliveredAt, Instant now) {
        return returnMaxAgeDays != null
                && now.isAfter(deliveredAt.plus(Duration.ofDays(returnMaxAgeDays)));
    }
}
