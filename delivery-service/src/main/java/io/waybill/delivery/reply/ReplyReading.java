package io.waybill.delivery.reply;

import io.waybill.delivery.request.Values;
import io.waybill.delivery.settling.AttemptOutcome;
import io.waybill.language.FieldType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a reply means.
 *
 * @param reason a sentence, possibly an empty one that the buyer sent; null where there is none
 * @param price what the reply or the settings name as price, as it was written; null where neither
 *     does
 * @param reference the buyer's own name of the lead
 * @param appended what later steps may read: the whole reply, and what was captured of it
 */
public record ReplyReading(
        AttemptOutcome outcome,
        @Nullable String reason,
        @Nullable Object price,
        @Nullable Object reference,
        Map<String, @Nullable Object> appended) {

    private static final BigDecimal HIGHEST = new BigDecimal("1000000");

    private static final Pattern WITH_EXPONENT =
            Pattern.compile("[-+]?(?:\\d{1,40}(?:\\.\\d{0,40})?|\\.\\d{1,40})[eE][-+]?\\d{1,4}");

    static ReplyReading of(AttemptOutcome outcome, @Nullable String reason) {
        return new ReplyReading(outcome, reason, null, null, Map.of());
    }

    /** The price as an amount of money; nothing where it is no number from 0 to a million. */
    public Optional<BigDecimal> amount() {
        return amount(price);
    }

    static Optional<BigDecimal> amount(@Nullable Object price) {
        return Optional.ofNullable(Values.json(price))
                .flatMap(ReplyReading::number)
                .map(FieldType.NUMBER::parse)
                .filter(number -> number.valid() && number.normal() != null)
                .map(number -> new BigDecimal(String.valueOf(number.normal())))
                .filter(amount -> amount.signum() >= 0 && amount.compareTo(HIGHEST) <= 0)
                .map(amount -> amount.setScale(4, RoundingMode.HALF_UP));
    }

    /** What a type of numbers is to read: an exponent is no digit of the number. */
    private static Optional<Object> number(Object price) {
        if (price instanceof Number) {
            return Optional.of(price);
        }
        return Values.text(price)
                .map(text ->
                        WITH_EXPONENT.matcher(text.strip()).matches()
                                ? new BigDecimal(text.strip())
                                : text);
    }

    public Optional<String> referenceText() {
        return Values.text(reference);
    }

    /** All of it together, as a step's variables show it. */
    public Map<String, @Nullable Object> view() {
        Map<String, @Nullable Object> view = new LinkedHashMap<>(appended);
        view.put(
                "outcome",
                switch (outcome) {
                    case SUCCESS -> "success";
                    case FAILURE -> "failure";
                    case ERROR, UNANSWERED -> "error";
                });
        if (reason != null) {
            view.put("reason", reason);
        }
        view.put("price", price == null ? 0 : price);
        if (reference != null) {
            view.put("reference", reference);
        }
        return view;
    }

    /** Masked: a reply may name a person. */
    @Override
    public String toString() {
        return "ReplyReading[" + outcome + ", masked]";
    }
}
