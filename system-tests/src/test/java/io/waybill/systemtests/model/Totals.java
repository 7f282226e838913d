package io.waybill.systemtests.model;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * Leads by outcome, with what they cost and earned, and what returns took back of both.
 *
 * @param cost as it was; so is revenue
 */
public record Totals(
        long success,
        long failure,
        long error,
        BigDecimal cost,
        BigDecimal revenue,
        BigDecimal costReversed,
        BigDecimal revenueReversed) {
    private static final int SCALE = 4;

    /** Amounts are compared by value: 5 and 5.0000 are the same money. */
    public Totals {
        cost = cost.setScale(SCALE, RoundingMode.UNNECESSARY);
        revenue = revenue.setScale(SCALE, RoundingMode.UNNECESSARY);
        costReversed = costReversed.setScale(SCALE, RoundingMode.UNNECESSARY);
        revenueReversed = revenueReversed.setScale(SCALE, RoundingMode.UNNECESSARY);
    }

    /** Where nothing came back. */
    public Totals(long success, long failure, long error, BigDecimal cost, BigDecimal revenue) {
        this(success, failure, error, cost, revenue, BigDecimal.ZERO, BigDecimal.ZERO);
    }

    public static Totals none() {
        return new Totals(0, 0, 0, BigDecimal.ZERO, BigDecimal.ZERO);
    }

    static Totals of(@Nullable String outcome, BigDecimal cost, BigDecimal revenue) {
        return new Totals(
                "SUCCESS".equals(outcome) ? 1 : 0,
                "FAILURE".equals(outcome) ? 1 : 0,
                "ERROR".equals(outcome) ? 1 : 0,
                cost,
                revenue);
    }

    Totals less(BigDecimal costBack, BigDecimal revenueBack) {
        return new Totals(success, failure, error, cost, revenue, costBack, revenueBack);
    }

    public Totals plus(Totals other) {
        return new Totals(
                success + other.success,
                failure + other.failure,
                error + other.error,
                cost.add(other.cost),
                revenue.add(other.revenue),
                costReversed.add(other.costReversed),
                revenueReversed.add(other.revenueReversed));
    }
}
