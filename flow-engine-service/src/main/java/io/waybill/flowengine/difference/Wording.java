package io.waybill.flowengine.difference;

import io.waybill.flowengine.definition.SecretSettings;
import io.waybill.language.InvalidRule;
import io.waybill.language.RuleSet;
import io.waybill.language.RuleWords;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Parts of a definition in words. Takes whatever a draft may hold, also what cannot be deployed.
 */
final class Wording {

    private static final int LONGEST = 200;
    private static final Pattern AMOUNT = Pattern.compile("-?\\d{1,20}(\\.\\d{1,20})?");
    private static final Map<String, String> LABELS =
            Map.ofEntries(
                    Map.entry("respond_within_seconds", "response time in seconds"),
                    Map.entry("settle_within", "time to settle in seconds"),
                    Map.entry("rule_set", "criteria"),
                    Map.entry("key", "key"),
                    Map.entry("may_test", "right to send test leads"),
                    Map.entry("key_required", "demand for a key"),
                    Map.entry("url", "address"),
                    Map.entry("per", "field that the cap counts by"));

    private Wording() {}

    static String label(String key) {
        String known = LABELS.get(key);
        return known != null ? known : key.contains(".") ? key : key.replace('_', ' ');
    }

    /** A value as a sentence shows it: short, and a secret not at all. */
    static String value(@Nullable Object value) {
        return switch (value) {
            case null -> "nothing";
            case String text when SecretSettings.isSealed(text) -> "a secret";
            case String text when text.isEmpty() -> "nothing";
            case String text -> "\"" + shortened(text) + "\"";
            case BigDecimal number -> number.toPlainString();
            case Boolean flag -> flag ? "yes" : "no";
            case List<?> items ->
                    shortened(String.join(", ", items.stream().map(Wording::value).toList()));
            case Map<?, ?> object when object.isEmpty() -> "nothing";
            case Map<?, ?> object -> {
                List<String> parts = new ArrayList<>();
                object.forEach((key, item) -> parts.add(label(key.toString()) + " " + value(item)));
                yield shortened(String.join(", ", parts));
            }
            default -> shortened(value.toString());
        };
    }

    /** Whether two values mean the same in a definition. */
    static boolean same(@Nullable Object one, @Nullable Object other) {
        if (one instanceof Number && other instanceof Number) {
            return new BigDecimal(one.toString()).compareTo(new BigDecimal(other.toString())) == 0;
        }
        return Objects.equals(one, other);
    }

    /** Rules as sentences, each of which must hold; as JSON where they cannot be read. */
    static List<String> rules(@Nullable Object json) {
        try {
            return RuleWords.facts(RuleSet.parse(json));
        } catch (InvalidRule unreadable) {
            return List.of(value(json));
        }
    }

    static String when(@Nullable Object json) {
        List<String> rules = rules(json);
        return rules.isEmpty() ? "" : " when " + String.join(" and ", rules);
    }

    /** A price: an amount, amounts under conditions, or where it is taken from. */
    static String price(@Nullable Object json) {
        if (!(json instanceof Map<?, ?> map)) {
            return json == null ? "nothing" : amount(json);
        }
        if (map.get("from") != null) {
            String from =
                    "taken from the "
                            + map.get("from")
                            + (map.get("field") == null ? "" : ", field " + map.get("field"));
            return map.get("fallback") == null
                    ? from
                    : from + ", else " + amount(Objects.requireNonNull(map.get("fallback")));
        }
        if (!(map.get("prices") instanceof List<?> prices)) {
            return value(map);
        }
        List<String> words = new ArrayList<>();
        for (Object price : prices) {
            words.add(
                    price instanceof Map<?, ?> item && item.get("amount") != null
                            ? amount(Objects.requireNonNull(item.get("amount")))
                                    + when(item.get("rule_set"))
                            : value(price));
        }
        return words.isEmpty() ? "nothing" : String.join("; ", words);
    }

    /** An amount without needless decimals, with two at least. */
    static String amount(Object json) {
        String text = json instanceof BigDecimal number ? number.toPlainString() : json.toString();
        if (!AMOUNT.matcher(text).matches()) {
            return value(json);
        }
        BigDecimal amount = new BigDecimal(text).stripTrailingZeros();
        return amount.setScale(Math.max(2, amount.scale())).toPlainString();
    }

    static String cap(Map<?, ?> cap) {
        Object duration = cap.get("duration");
        boolean spend = "spend".equals(cap.get("type"));
        return "at most "
                + (spend ? "a spend of " : "")
                + cap.get("maximum")
                + (spend ? "" : " leads")
                + " in "
                + (duration == null ? "1" : duration)
                + " "
                + (cap.get("duration_units") == null ? "" : cap.get("duration_units"))
                + (cap.get("per") == null ? "" : " for each " + cap.get("per"))
                + when(cap.get("rule_set"));
    }

    /** One line for each mapping, in their order. */
    static List<String> mappings(@Nullable Object json) {
        List<String> words = new ArrayList<>();
        if (json instanceof List<?> items) {
            for (Object item : items) {
                words.add(
                        item instanceof Map<?, ?> map
                                ? map.get("property")
                                        + " = "
                                        + value(map.get("value"))
                                        + when(map.get("rule_set"))
                                : value(item));
            }
        }
        return words;
    }

    /** One line for each day that is named. */
    static String hours(@Nullable Object json) {
        if (!(json instanceof Map<?, ?> map) || !(map.get("days") instanceof Map<?, ?> days)) {
            return "always";
        }
        List<String> words = new ArrayList<>();
        days.forEach((day, spans) -> words.add(day + " " + spans(spans)));
        String zone = map.get("time_zone") == null ? "" : " (" + map.get("time_zone") + ")";
        return (words.isEmpty() ? "never" : String.join(", ", words)) + zone;
    }

    private static String spans(@Nullable Object json) {
        if (!(json instanceof List<?> spans) || spans.isEmpty()) {
            return "closed";
        }
        List<String> words = new ArrayList<>();
        for (Object span : spans) {
            words.add(
                    span instanceof List<?> ends
                            ? String.join("–", ends.stream().map(String::valueOf).toList())
                            : String.valueOf(span));
        }
        return String.join(" and ", words);
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
