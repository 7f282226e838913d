package io.waybill.flowengine.counter;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Whose turn it is among recipients that share leads by weight: by what each was given, not by
 * chance. As long as all can take leads, what each has is at any moment within one lead of its
 * share (the quota method of Balinski and Young: who would be given more than the share rounded up
 * waits, and among the others the one who has least for its weight is first).
 */
public final class Shares {

    private Shares() {}

    /**
     * The recipients, whose turn it is first.
     *
     * @param weights by recipient, in the order that decides between equals; who has none is left
     *     out
     * @param given what each was given so far
     */
    public static List<String> order(Map<String, BigDecimal> weights, Map<String, Long> given) {
        List<String> recipients = new ArrayList<>();
        BigDecimal total = BigDecimal.ZERO;
        long next = 1;
        for (Map.Entry<String, BigDecimal> entry : weights.entrySet()) {
            if (entry.getValue().signum() > 0) {
                recipients.add(entry.getKey());
                total = total.add(entry.getValue());
                next += has(given, entry.getKey());
            }
        }
        BigDecimal leads = BigDecimal.valueOf(next);
        BigDecimal sum = total;
        recipients.sort(
                Comparator.<String, Boolean>comparing(
                                id -> !isBelow(weight(weights, id), has(given, id), leads, sum))
                        .thenComparing((a, b) ->
                                weight(weights, b)
                                        .multiply(BigDecimal.valueOf(has(given, a) + 1))
                                        .compareTo(
                                                weight(weights, a)
                                                        .multiply(
                                                                BigDecimal.valueOf(
                                                                        has(given, b) + 1)))));
        return recipients;
    }

    /** Whether one more lead stays below the share of all leads, rounded up. */
    private static boolean isBelow(BigDecimal weight, long has, BigDecimal leads, BigDecimal sum) {
        return BigDecimal.valueOf(has).multiply(sum).compareTo(weight.multiply(leads)) < 0;
    }

    private static BigDecimal weight(Map<String, BigDecimal> weights, String id) {
        return weights.getOrDefault(id, BigDecimal.ZERO);
    }

    private static long has(Map<String, Long> given, String id) {
        return given.getOrDefault(id, 0L);
    }
}
