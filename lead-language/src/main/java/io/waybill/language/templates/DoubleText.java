package io.waybill.language.templates;

import java.math.BigDecimal;

/**
 * Numbers as text in the way of JavaScript, which owners know from the libraries that patterns and
 * expressions come from: the shortest digits that name the number, without an exponent from 1e-6 up
 * to 1e21.
 */
final class DoubleText {

    private static final double FROM = 1e-6;
    private static final double BELOW = 1e21;

    private DoubleText() {}

    static String of(double value) {
        if (value == 0) {
            return "0";
        }
        double size = Math.abs(value);
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return Double.toString(value);
        }
        return size >= FROM && size < BELOW
                ? exact(value).toPlainString()
                : String.join("e", exponential(value));
    }

    /** The shortest decimal that is nearest to this number and no other, without trailing zeros. */
    static BigDecimal exact(double value) {
        BigDecimal decimal = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        return decimal.scale() < 0 ? decimal.setScale(0) : decimal;
    }

    /** Mantissa and exponent, as {@code 1.5} and {@code +3}. */
    static String[] exponential(double value) {
        BigDecimal decimal = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        int exponent = value == 0 ? 0 : decimal.precision() - decimal.scale() - 1;
        String mantissa = decimal.movePointLeft(exponent).toPlainString();
        return new String[] {mantissa, (exponent < 0 ? "" : "+") + exponent};
    }
}
