package io.waybill.flowengine.definition;

import io.waybill.language.Template;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a price: an amount, a list of amounts with rules, or where it comes from. */
final class PricingReader {

    private static final String FROM = "from";
    private static final String PRICES = "prices";
    private static final int MOST_PRICES = 100;

    private final LanguageReader language;

    PricingReader(LanguageReader language) {
        this.language = language;
    }

    /** What the seller pays; empty when the key is missing. */
    Optional<Pricing> purchase(ObjectReader owner, String key) {
        return read(owner, key, Set.of("submission"));
    }

    /** What a buyer pays; nothing when the key is missing. */
    Pricing sale(ObjectReader owner, String key) {
        return read(owner, key, Set.of("reply")).orElseGet(() -> Pricing.of(Pricing.NOTHING));
    }

    private Optional<Pricing> read(ObjectReader owner, String key, Set<String> origins) {
        Object json = owner.raw(key);
        if (json == null) {
            return Optional.empty();
        }
        if (!(json instanceof Map<?, ?>)) {
            return Optional.of(Pricing.of(amount(owner, key)));
        }
        ObjectReader price = owner.child(key).orElseThrow();
        if (price.raw(FROM) == null) {
            return Optional.of(listed(price, key));
        }
        if (price.raw(PRICES) != null) {
            price.flaw(PRICES, key + " has either prices or from, not both");
        }
        String from = price.text(FROM).orElse("");
        if (!origins.contains(from)) {
            price.flaw(FROM, key + " may come from " + String.join(" or ", origins));
            return Optional.of(Pricing.of(Pricing.NOTHING));
        }
        return Optional.of(
                from.equals("reply")
                        ? new Pricing.FromReply(amount(price, "fallback"), maximum(price))
                        : fromSubmission(price));
    }

    private static Optional<BigDecimal> maximum(ObjectReader price) {
        return price.raw("maximum") == null
                ? Optional.empty()
                : Optional.of(amount(price, "maximum"));
    }

    private Pricing listed(ObjectReader price, String key) {
        List<Pricing.Price> prices = new ArrayList<>();
        List<ObjectReader> items = price.children(PRICES);
        if (price.raw(PRICES) == null) {
            price.flaw(PRICES, key + " needs an amount, prices or from");
        } else if (items.size() > MOST_PRICES) {
            price.flaw(PRICES, "at most " + MOST_PRICES + " prices are allowed");
        }
        for (ObjectReader item : items) {
            if (item.raw("amount") == null) {
                item.flaw("amount", "a price without an amount");
            }
            prices.add(new Pricing.Price(amount(item, "amount"), language.rules(item, "rule_set")));
        }
        return new Pricing.Listed(prices);
    }

    private Pricing fromSubmission(ObjectReader price) {
        String field = price.text("field").filter(text -> !text.isBlank()).orElse("price");
        String path = field.startsWith(Scope.LEAD) ? field : Scope.LEAD + field;
        language.checkPath(price, "field", path);
        return new Pricing.FromSubmission(Template.compile("{{" + path + "}}"));
    }

    private static BigDecimal amount(ObjectReader owner, String key) {
        BigDecimal amount = owner.amount(key);
        if (amount.compareTo(Pricing.HIGHEST) > 0) {
            owner.flaw(key, key + " must be at most 1,000,000");
        }
        return amount;
    }
}
