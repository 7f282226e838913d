package io.waybill.systemtests.model;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Leads by outcome, with what they cost and earned. */
public record Totals(long success, long failure, long error, BigDecimal cost, BigDecimal revenue) {

    static Totals of(@Nullable String outcome, BigDecimal cost, BigDecimal revenue) {
        return new Totals(
                "SUCCESS".equals(outcome) ? 1 : 0,
                "FAILURE".equals(outcome) ? 1 : 0,
                "ERROR".equals(outcome) ? 1 : 0,
                cost,
                revenue);
    }

    Totals plus(Totals other) {
        return new Totals(
                success + other.success,
                failure + other.failure,
                error + other.error,
                cost.add(other.cost),
                revenue.add(other.revenue));
    }
}
