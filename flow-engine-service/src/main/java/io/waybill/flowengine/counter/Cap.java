package io.waybill.flowengine.counter;

import io.waybill.language.RuleSet;
import io.waybill.language.Template;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How many leads may be taken, or how much may be spent, in a window.
 *
 * @param id its place in the flow, source or step, the ids of the caps around it before it
 * @param maximum leads or hand-overs of a volume cap, money of a spend cap; not negative
 * @param criteria only leads that pass are counted and limited; empty: all
 * @param per path of a variable of whose values each has its own counter
 * @param opensAt count with which the first window opens; empty: what was counted before
 * @param nested looked at only for leads that pass the criteria
 * @param reason what is told when the cap is reached
 * @param countsAll true when it counts all that its flow, source or step does
 * @param definition hash of what makes it this cap: all but maximum, name and reason
 */
public record Cap(
        String id,
        Measure measure,
        BigDecimal maximum,
        WindowRule window,
        Optional<RuleSet> criteria,
        Optional<String> per,
        Optional<BigDecimal> opensAt,
        List<Cap> nested,
        Optional<Template> reason,
        boolean countsAll,
        String definition) {

    /** What a cap counts. */
    public enum Measure {
        /** Leads of a flow or source, hand-overs of a step. */
        VOLUME,
        /** Money: what sources are paid, what a step earns. */
        SPEND;

        public static Optional<Measure> of(String word) {
            for (Measure measure : values()) {
                if (measure.word().equals(word)) {
                    return Optional.of(measure);
                }
            }
            return Optional.empty();
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether this cap or one in it has counters by values, whose keys need the account's key. */
    public boolean needsDigest() {
        return per.isPresent() || nested.stream().anyMatch(Cap::needsDigest);
    }
}
