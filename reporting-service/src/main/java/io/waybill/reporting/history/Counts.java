package io.waybill.reporting.history;

import java.math.BigDecimal;

/**
 * What became of a recipient's deliveries.
 *
 * @param delivered those whose outcome is certain
 * @param accepted those of them that ended in success
 * @param converted accepted ones of which the buyer reported a conversion
 * @param returned accepted ones that the buyer returned
 * @param revenue what the accepted ones earned
 */
public record Counts(
        long delivered, long accepted, long converted, long returned, BigDecimal revenue) {

    public static final Counts NONE = new Counts(0, 0, 0, 0, BigDecimal.ZERO);

    /** Whatever the scale of the revenue. */
    public boolean isSame(Counts other) {
        return delivered == other.delivered
                && accepted == other.accepted
                && converted == other.converted
                && returned == other.returned
                && revenue.compareTo(other.revenue) == 0;
    }

    public boolean isNothing() {
        return isSame(NONE);
    }
}
