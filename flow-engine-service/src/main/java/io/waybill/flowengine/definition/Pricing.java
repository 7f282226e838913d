package io.waybill.flowengine.definition;

import io.waybill.language.RuleSet;
import io.waybill.language.Template;
import io.waybill.language.Vars;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/** How a price is found, for what a seller pays or is paid. All amounts have four decimals. */
public sealed interface Pricing {

    BigDecimal NOTHING = BigDecimal.ZERO.setScale(4);

    /** The highest price that a flow may name or take from outside. */
    BigDecimal HIGHEST = BigDecimal.valueOf(1_000_000).setScale(4);

    /** The last of the prices whose rules hold; 0 when none does. */
    record Listed(List<Price> prices) implements Pricing {
        public Listed {
            prices = List.copyOf(prices);
        }
    }

    /**
     * @param rules empty: it always holds
     */
    record Price(BigDecimal amount, Optional<RuleSet> rules) {}

    /** What the source asks for in a field of its submission. */
    record FromSubmission(Template field) implements Pricing {}

    /**
     * What the buyer names in the reply; the fallback where it names none.
     *
     * @param maximum what it never exceeds, a higher one counts as this: so much room is taken in
     *     spend caps before it is known
     */
    record FromReply(BigDecimal fallback, Optional<BigDecimal> maximum) implements Pricing {

        /** The most that it can come to; empty where nothing bounds it. */
        public Optional<BigDecimal> most() {
            return maximum.map(fallback::max);
        }

        /** What a buyer's word comes to. */
        BigDecimal bounded(BigDecimal named) {
            return most().map(named::min).orElse(named);
        }
    }

    static Pricing of(BigDecimal amount) {
        return new Listed(List.of(new Price(amount, Optional.empty())));
    }

    /** The price for these variables; of a reply that is still to come, the fallback. */
    default BigDecimal price(Vars vars) {
        return switch (this) {
            case Listed(List<Price> prices) -> {
                for (Price price : prices.reversed()) {
                    if (price.rules().isEmpty() || price.rules().get().evaluate(vars).pass()) {
                        yield price.amount();
                    }
                }
                yield NOTHING;
            }
            case FromSubmission(Template field) -> read(field.renderText(vars));
            case FromReply(BigDecimal fallback, _) -> fallback;
        };
    }

    /**
     * What a settlement is taken to say of the price.
     *
     * @param named what the buyer named
     */
    default Optional<BigDecimal> agreed(Optional<BigDecimal> named) {
        return this instanceof FromReply reply ? named.map(reply::bounded) : named;
    }

    /** An amount from outside; 0 for what is none, negative, or above {@link #HIGHEST}. */
    static BigDecimal bounded(BigDecimal amount) {
        return amount.signum() < 0 || amount.compareTo(HIGHEST) > 0
                ? NOTHING
                : amount.setScale(4, RoundingMode.HALF_UP);
    }

    private static BigDecimal read(String text) {
        String amount = text.strip();
        // Longer than any amount below the highest: not worth reading.
        if (amount.isEmpty() || amount.length() > 40) {
            return NOTHING;
        }
        try {
            return bounded(new BigDecimal(amount));
        } catch (NumberFormatException | ArithmeticException none) {
            return NOTHING;
        }
    }
}
