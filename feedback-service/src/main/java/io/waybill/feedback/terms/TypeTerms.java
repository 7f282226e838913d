package io.waybill.feedback.terms;

import io.waybill.language.RuleSet;
import io.waybill.language.Template;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * On what terms one side takes feedback of one type.
 *
 * @param maxAgeDays of the delivery; feedback that comes later is refused
 * @param rules of the lead and the feedback; where they do not hold, it is refused
 * @param quota of feedback in a period
 */
public record TypeTerms(
        boolean enabled,
        Optional<Integer> maxAgeDays,
        Reasons reasons,
        Optional<Rules> rules,
        Optional<Quota> quota) {

    /** Where nothing is said: all is taken. */
    public static final TypeTerms OPEN =
            new TypeTerms(true, Optional.empty(), Reasons.ANY, Optional.empty(), Optional.empty());

    /**
     * @param reason what the caller is told where they do not hold; empty: which rule it was
     */
    public record Rules(RuleSet set, Optional<Template> reason) {}

    public boolean isTooOld(Instant deliveredAt, Instant now) {
        return maxAgeDays
                .filter(days -> now.isAfter(deliveredAt.plus(Duration.ofDays(days))))
                .isPresent();
    }
}
