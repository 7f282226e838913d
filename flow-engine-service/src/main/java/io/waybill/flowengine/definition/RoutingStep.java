package io.waybill.flowengine.definition;

import io.waybill.language.RuleSet;
import io.waybill.language.Template;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Shares leads among recipients.
 *
 * @param key name of its result in rules and templates
 * @param toMany true when every recipient gets its turn; false when the first that takes the lead
 *     is the last
 * @param segments kinds of recipients; each is in the first that it fits
 * @param nobody the lead's outcome when no recipient takes it; empty: the lead goes on
 */
public record RoutingStep(
        String id,
        String key,
        String name,
        boolean enabled,
        Optional<RuleSet> criteria,
        Method method,
        boolean toMany,
        List<Candidate> candidates,
        List<Segment> segments,
        Optional<Nobody> nobody)
        implements Step {

    public RoutingStep {
        candidates = List.copyOf(candidates);
        segments = List.copyOf(segments);
    }

    @Override
    public Optional<String> resultKey() {
        return Optional.of(key);
    }

    /** Whether the score of a recipient depends on how it has done lately. */
    public boolean weighsHistory(Candidate candidate) {
        Worth worth = candidate.worth();
        return method == Method.SCORE
                && (worth.acceptance().signum() != 0
                        || worth.conversion().signum() != 0
                        || (worth.segment().signum() != 0 && !segments.isEmpty()));
    }

    /** Whether what the lane knows beside the lead is in a score. */
    public boolean weighsLane() {
        return method == Method.SCORE
                && candidates.stream()
                        .anyMatch(candidate ->
                                weighsHistory(candidate)
                                        || candidate.worth().freeCapacity().signum() != 0);
    }

    /** Whose turn it is first. */
    public enum Method {
        /** As they stand in the flow. */
        IN_ORDER,
        /** As they stand in the flow, until one takes the lead. */
        WATERFALL,
        /** Who has been given least for its weight. */
        WEIGHTED,
        /** Who has been given least. */
        ROUND_ROBIN,
        /** Who is worth most for this lead. */
        SCORE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A recipient among others.
     *
     * @param weight its part of the leads, against the weights of the others
     * @param technicalClass how its system is rated, in the seller's words
     */
    public record Candidate(
            RecipientStep recipient,
            BigDecimal weight,
            Worth worth,
            Optional<String> technicalClass) {}

    /**
     * A kind of recipients.
     *
     * @param rules over {@code recipient.volume}, {@code value}, {@code acceptance}, {@code
     *     conversion} and {@code technical_class}; empty: every recipient fits
     * @param score what being in it is worth, times the recipient's weight for segments
     */
    public record Segment(String name, Optional<RuleSet> rules, BigDecimal score) {}

    /**
     * What a recipient is worth for a lead.
     *
     * @param characteristics points for what holds of the lead
     * @param priority points whatever the lead
     * @param freeCapacity points for caps without a lead in them, less as they fill
     * @param acceptance points for a recipient that lately accepted all, less as it accepts fewer
     * @param conversion points for a recipient whose leads lately all converted, likewise
     * @param segment times the score of the segment that the recipient is in
     * @param floor below it the recipient is not considered; empty: always considered
     */
    public record Worth(
            List<Enhancement.Points> characteristics,
            BigDecimal priority,
            BigDecimal freeCapacity,
            BigDecimal acceptance,
            BigDecimal conversion,
            BigDecimal segment,
            Optional<BigDecimal> floor) {

        static final Worth NOTHING =
                new Worth(
                        List.of(),
                        BigDecimal.ZERO,
                        BigDecimal.ZERO,
                        BigDecimal.ZERO,
                        BigDecimal.ZERO,
                        BigDecimal.ZERO,
                        Optional.empty());

        public Worth {
            characteristics = List.copyOf(characteristics);
        }
    }

    /**
     * @param reason what the source is told; empty: a sentence that says so
     */
    public record Nobody(LeadOutcome outcome, Optional<Template> reason) {}
}
