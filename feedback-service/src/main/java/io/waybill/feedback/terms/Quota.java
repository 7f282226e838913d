package io.waybill.feedback.terms;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * How much feedback of a type is taken in a period; where both limits are given, both hold.
 *
 * @param most number of feedbacks
 * @param share per cent of the leads that were delivered in the period
 */
public record Quota(Optional<Long> most, Optional<BigDecimal> share, Period period) {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /**
     * What has been in the period so far, test leads left out.
     *
     * @param taken feedbacks of the type
     * @param delivered leads; 0 where no share is asked for
     */
    public record Reading(long taken, long delivered) {}

    /** Whether one more is too many. */
    public boolean isUsedUp(Reading reading) {
        long next = reading.taken() + 1;
        boolean overMost = most.isPresent() && next > most.get();
        return overMost || share.isPresent() && isOver(share.get(), next, reading.delivered());
    }

    private static boolean isOver(BigDecimal percent, long taken, long delivered) {
        return BigDecimal.valueOf(taken)
                        .multiply(HUNDRED)
                        .compareTo(percent.multiply(BigDecimal.valueOf(delivered)))
                > 0;
    }

    /** As it stands in the sentence of a refusal: {@code 10 % of the leads of a month}. */
    public String inWords() {
        String unit = period.unit().word();
        String parts =
                share.map(percent ->
                                percent.stripTrailingZeros().toPlainString()
                                        + " % of the leads of a "
                                        + unit)
                        .orElse("");
        String count = most.map(number -> number + " a " + unit).orElse("");
        return parts.isEmpty() || count.isEmpty() ? parts + count : count + ", " + parts;
    }
}
