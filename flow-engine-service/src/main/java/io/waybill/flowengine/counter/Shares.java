package io.waybill.flowengine.counter;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whose turn it is among recipients that share leads by weight: by what each was given, not by
 * chance. As long as all can take leads, what each has is at any moment within one lead of its
 * share (the quota method of Balinski and Young: who would be given more than the share rounded up
 * waits, and among the others the one whose next lead is due first is first).
 *
 * <p>Kept is how much each is short of its share. Each lead is due in parts to those that can take
 * it: who cannot, or is not there, is as short of its share afterwards as before. One that comes or
 * returns is level with the others.
 */
public final class Shares {

    /** Credits and parts are counted in billionths of a lead. */
    static final long LEAD = 1_000_000_000L;

    // Parts are rounded: what is this near to its share has it.
    private static final long TOLERANCE = 1_000;

    private Shares() {}

    /**
     * The recipients, whose turn it is first.
     *
     * @param weights of those that can take the lead, in the order that decides between equals; who
     *     has none is left out
     * @param credits how much each is short of its share, in billionths of a lead
     */
    public static List<String> order(Map<String, BigDecimal> weights, Map<String, Long> credits) {
        Map<String, Long> parts = parts(weights);
        List<String> recipients = new ArrayList<>(parts.keySet());
        recipients.sort(
                Comparator.<String, Boolean>comparing(
                                id -> has(credits, id) + has(parts, id) <= TOLERANCE)
                        .thenComparing((a, b) ->
                                missing(credits, a)
                                        .multiply(weight(weights, b))
                                        .compareTo(
                                                missing(credits, b).multiply(weight(weights, a)))));
        return recipients;
    }

    /** What has to come before its next lead is due. */
    private static BigDecimal missing(Map<String, Long> credits, String id) {
        return BigDecimal.valueOf(LEAD - has(credits, id));
    }

    /**
     * In which parts one lead is due to those that can take it.
     *
     * @return billionths, which make one lead together
     */
    public static Map<String, Long> parts(Map<String, BigDecimal> weights) {
        Map<String, Long> parts = new LinkedHashMap<>();
        BigDecimal sum =
                weights.values().stream()
                        .filter(weight -> weight.signum() > 0)
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        long left = LEAD;
        for (Map.Entry<String, BigDecimal> entry : weights.entrySet()) {
            if (entry.getValue().signum() > 0) {
                long part =
                        entry.getValue()
                                .multiply(BigDecimal.valueOf(LEAD))
                                .divide(sum, 0, RoundingMode.DOWN)
                                .longValueExact();
                parts.put(entry.getKey(), part);
                left -= part;
            }
        }
        if (!parts.isEmpty()) {
            parts.merge(parts.keySet().iterator().next(), left, Long::sum);
        }
        return parts;
    }

    /** How much those that could take a lead are short of their share, when one has got it. */
    public static Map<String, Long> after(
            Map<String, Long> credits, Map<String, Long> parts, String chosen) {
        Map<String, Long> after = new LinkedHashMap<>();
        parts.forEach((id, part) ->
                after.put(id, has(credits, id) + part - (id.equals(chosen) ? LEAD : 0)));
        return after;
    }

    private static BigDecimal weight(Map<String, BigDecimal> weights, String id) {
        return weights.getOrDefault(id, BigDecimal.ZERO);
    }

    private static long has(Map<String, Long> amounts, String id) {
        return amounts.getOrDefault(id, 0L);
    }
}
