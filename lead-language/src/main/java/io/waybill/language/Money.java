package io.waybill.language;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/**
 * An exact amount in one currency, counted in ten-thousandths. Amounts of different currencies
 * never meet, and an amount that does not fit is refused, not rounded.
 *
 * @param currency ISO 4217 code, such as {@code USD}
 */
public record Money(long tenThousandths, String currency) {

    public static final int SCALE = 4;

    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    private static final Pattern AMOUNT = Pattern.compile("-?\\d{1,14}(?:\\.\\d{1,4})?");

    public Money {
        if (!CURRENCY.matcher(currency).matches()) {
            throw new IllegalArgumentException("Not a currency code");
        }
    }

    public static Money zero(String currency) {
        return new Money(0, currency);
    }

    /**
     * Reads an amount such as {@code 12.50}.
     *
     * @throws IllegalArgumentException when it is none, or has more than four decimals
     */
    public static Money parse(String amount, String currency) {
        if (!AMOUNT.matcher(amount).matches()) {
            throw new IllegalArgumentException("Not an amount of money");
        }
        return of(new BigDecimal(amount), currency);
    }

    /**
     * @throws ArithmeticException when the amount has more than four decimals or does not fit
     */
    public static Money of(BigDecimal amount, String currency) {
        BigDecimal scaled = amount.setScale(SCALE, RoundingMode.UNNECESSARY);
        return new Money(scaled.unscaledValue().longValueExact(), currency);
    }

    public Money plus(Money other) {
        return new Money(Math.addExact(tenThousandths, sameCurrency(other)), currency);
    }

    public Money minus(Money other) {
        return new Money(Math.subtractExact(tenThousandths, sameCurrency(other)), currency);
    }

    public Money times(long count) {
        return new Money(Math.multiplyExact(tenThousandths, count), currency);
    }

    public boolean isZero() {
        return tenThousandths == 0;
    }

    public boolean isNegative() {
        return tenThousandths < 0;
    }

    /** The amount with scale 4, as Avro and PostgreSQL hold it. */
    public BigDecimal toDecimal() {
        return BigDecimal.valueOf(tenThousandths, SCALE);
    }

    /** The amount as {@code /api} shows it: no more decimals than it has, and at least two. */
    public String toText() {
        BigDecimal stripped = toDecimal().stripTrailingZeros();
        return (stripped.scale() < 2 ? stripped.setScale(2) : stripped).toPlainString();
    }

    private long sameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("Amounts of " + currency + " and " + other.currency);
        }
        return other.tenThousandths;
    }

    @Override
    public String toString() {
        return toText() + " " + currency;
    }
}
