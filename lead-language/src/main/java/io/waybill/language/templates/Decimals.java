package io.waybill.language.templates;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Rounding of the decimal that a number is written as, not of its binary form. */
final class Decimals {

    private Decimals() {}

    /** To so many digits after the point (before it when negative); halves go up. */
    static BigDecimal round(double value, int digits) {
        return DoubleText.exact(value)
                .setScale(digits, value < 0 ? RoundingMode.HALF_DOWN : RoundingMode.HALF_UP);
    }
}
