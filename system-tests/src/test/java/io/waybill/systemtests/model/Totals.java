package io.waybill.systemtests.model;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Leads by outcome, with what they cost and earned. */
public record Totals(long success, long failure, long error, BigDecimal cost, BigDecimal revenue) {
    private static final int SCALE = 4;

    /** Amounts are compared by value: 5 and 5.0000 are the same money. */
    public Totals {
        cost = cost.setScale(SCALE, RoundingMode.UNNECESSARY);
        revenue = revenue.setScale(SCALE, RoundingMode.UNNECESSARY);
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

    public Totals plus(Totals other) {
        return new Totals(
                success + other.success,
                failure + other.failure,
                error + other.error,
                cost.add(other.cost),
                revenue.add(other.revenue));
    }
}
