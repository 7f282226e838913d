package io.waybill.flowengine.leadrun;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Optional;

/**
 * How a recipient has done lately, as reporting counted it.
 *
 * @param asOf when that was
 * @param days over which it was counted
 * @param delivered deliveries whose outcome is certain
 * @param accepted those of them that ended in success
 * @param converted accepted ones of which the buyer reported a conversion
 * @param returned accepted ones that the buyer returned
 * @param revenue what the accepted ones earned
 */
public record History(
        Instant asOf,
        int days,
        long delivered,
        long accepted,
        long converted,
        long returned,
        BigDecimal revenue) {

    private static final int DIGITS = 6;
    private static final int MONEY = 4;

    /** Part of the deliveries that was accepted, from 0 to 1; empty without a delivery. */
    public Optional<BigDecimal> acceptance() {
        return rate(accepted, delivered);
    }

    /** Part of the accepted leads that converted, from 0 to 1; empty without an accepted one. */
    public Optional<BigDecimal> conversion() {
        return rate(converted, accepted);
    }

    /** What an accepted lead earned on average; empty without one. */
    public Optional<BigDecimal> value() {
        return accepted <= 0
                ? Optional.empty()
                : Optional.of(
                        revenue.divide(BigDecimal.valueOf(accepted), MONEY, RoundingMode.HALF_UP));
    }

    /** Whatever is counted, a part is between nothing and the whole. */
    static Optional<BigDecimal> rate(long part, long whole) {
        return whole <= 0
                ? Optional.empty()
                : Optional.of(
                        BigDecimal.valueOf(Math.clamp(part, 0, whole))
                                .divide(BigDecimal.valueOf(whole), DIGITS, RoundingMode.HALF_UP));
    }
}
