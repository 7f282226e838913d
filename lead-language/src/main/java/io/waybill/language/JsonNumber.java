package io.waybill.language;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/** Numbers that people write into a JSON object, within bounds. */
public final class JsonNumber {

    private static final int LONGEST = 20;

    private JsonNumber() {}

    /** Empty where it is no number, or not {@link #wholeFrom from least to most}. */
    public static Optional<Integer> whole(Object json, int least, int most) {
        return read(json)
                .filter(number -> number.stripTrailingZeros().scale() <= 0)
                .filter(number ->
                        isWithin(number, BigDecimal.valueOf(least), BigDecimal.valueOf(most)))
                .map(BigDecimal::intValue);
    }

    /** What a whole number must be, as the rest of a sentence. */
    public static String wholeFrom(int least, int most) {
        return "must be a whole number from " + least + " to " + most;
    }

    /**
     * A span of time in seconds, to the millisecond. Empty where it is no number, or not {@link
     * #secondsFrom from least to most}.
     */
    public static Optional<Duration> seconds(Object json, Duration least, Duration most) {
        return read(json)
                .filter(number -> isWithin(number, seconds(least), seconds(most)))
                .map(number -> Duration.ofMillis(number.movePointRight(3).longValue()));
    }

    /** What a span of time must be, as the rest of a sentence. */
    public static String secondsFrom(Duration least, Duration most) {
        return "must be a number of seconds from "
                + seconds(least).toPlainString()
                + " to "
                + seconds(most).toPlainString();
    }

    private static boolean isWithin(BigDecimal number, BigDecimal least, BigDecimal most) {
        return number.compareTo(least) >= 0 && number.compareTo(most) <= 0;
    }

    private static BigDecimal seconds(Duration span) {
        return BigDecimal.valueOf(span.toMillis(), 3).stripTrailingZeros();
    }

    private static Optional<BigDecimal> read(Object json) {
        if (!(json instanceof Number)) {
            return Optional.empty();
        }
        try {
            BigDecimal number = new BigDecimal(json.toString());
            // What is written with a huge exponent would be written out in full somewhere.
            boolean huge =
                    Math.abs((long) number.scale()) > LONGEST || number.precision() > LONGEST;
            return huge ? Optional.empty() : Optional.of(number);
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }
}
