package io.waybill.delivery.reply;

import io.waybill.delivery.request.Values;
import io.waybill.delivery.settling.AttemptOutcome;
import io.waybill.language.FieldType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
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

    static ReplyReading of(AttemptOutcome outcome, @Nullable String reason) {
        return new ReplyReading(outcome, reason, null, null, Map.of());
    }

    /** The price as an amount of money; nothing where it is no number from 0 to a million. */
    public Optional<BigDecimal> amount() {
        return Values.text(price)
                .map(text -> FieldType.NUMBER.parse(text))
                .filter(number -> number.valid() && number.normal() != null)
                .map(number -> new BigDecimal(String.valueOf(number.normal())))
                .filter(amount -> amount.signum() >= 0 && amount.compareTo(HIGHEST) <= 0)
                .map(amount -> amount.setScale(4, RoundingMode.HALF_UP));
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
