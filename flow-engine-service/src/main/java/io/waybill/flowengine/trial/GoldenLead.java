package io.waybill.flowengine.trial;

import io.waybill.flowengine.definition.LeadOutcome;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A lead that is kept with a flow, and what must become of it.
 *
 * @param sourceId empty: the first source that is enabled
 * @param random the lead's random number
 */
public record GoldenLead(
        String name,
        Optional<UUID> sourceId,
        Map<String, Object> fields,
        Optional<Instant> now,
        long random,
        Map<String, Reply> replies,
        LaneSaid lane,
        Expected expected) {

    /**
     * What is expected; what is empty is not looked at.
     *
     * @param deliveries names of the steps that deliver, in their order
     */
    public record Expected(
            Optional<LeadOutcome> outcome,
            Optional<String> reason,
            Optional<BigDecimal> price,
            Optional<List<String>> deliveries) {}

    /** How a result differs from what was expected, in words; none where it does not. */
    public List<String> differences(TrialResult result) {
        List<String> differences = new ArrayList<>();
        expected.outcome()
                .filter(wanted -> wanted != result.outcome())
                .ifPresent(wanted ->
                        differences.add(
                                "the outcome is %s in place of %s"
                                        .formatted(result.outcome().word(), wanted.word())));
        expected.reason()
                .filter(wanted -> !wanted.equals(result.reason().orElse("")))
                .ifPresent(wanted ->
                        differences.add(
                                "the reason is \"%s\" in place of \"%s\""
                                        .formatted(result.reason().orElse(""), wanted)));
        expected.price()
                .filter(wanted -> wanted.compareTo(result.price()) != 0)
                .ifPresent(wanted ->
                        differences.add(
                                "the price is %s in place of %s"
                                        .formatted(
                                                result.price().toPlainString(),
                                                wanted.toPlainString())));
        List<String> delivered =
                result.deliveries().stream().map(TrialResult.Delivered::name).toList();
        expected.deliveries()
                .filter(wanted -> !wanted.equals(delivered))
                .ifPresent(wanted ->
                        differences.add(
                                "it is delivered to %s in place of %s"
                                        .formatted(listed(delivered), listed(wanted))));
        return List.copyOf(differences);
    }

    private static String listed(List<String> names) {
        return names.isEmpty() ? "nobody" : String.join(", ", names);
    }

    @Override
    public String toString() {
        return "GoldenLead[" + name + "]";
    }
}
