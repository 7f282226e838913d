package io.waybill.flowengine.definition;

import io.waybill.language.FieldType;
import io.waybill.language.RuleSet;
import io.waybill.language.Template;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads what an enhancement step finds out. */
final class EnhancementReader {

    private static final Pattern POINTS = Pattern.compile("-?\\d{1,6}(\\.\\d{1,4})?");
    private static final int MOST_ENTRIES = 10_000;
    private static final int MOST_PARTS = 200;

    private final LanguageReader language;
    private final ListCheckReader lists;
    private final int respondSeconds;

    EnhancementReader(Scope scope, LanguageReader language, int respondSeconds) {
        this.language = language;
        this.lists = new ListCheckReader(scope, language);
        this.respondSeconds = respondSeconds;
    }

    /**
     * @param stepKey of the step's result
     */
    Enhancement read(ObjectReader step, String stepKey) {
        String kind = step.text("kind").orElse("");
        return switch (kind) {
            case "phone_validation" ->
                    new Enhancement.Validation(FieldType.PHONE, value(step, "{{lead.phone_1}}"));
            case "email_validation" ->
                    new Enhancement.Validation(FieldType.EMAIL, value(step, "{{lead.email}}"));
            case "value_lookup" -> valueLookup(step);
            case "duplicate_check" ->
                    new Enhancement.DuplicateLookup(lists.duplicate(step, stepKey));
            case "suppression_list" ->
                    new Enhancement.Suppression(lists.list(step), lists.value(step));
            case "quality_score" -> new Enhancement.QualityScore(points(step, "parts", "name"));
            case "http_lookup" -> httpLookup(step);
            default -> {
                step.flaw(
                        "kind",
                        kind.isEmpty()
                                ? "the kind of the enhancement is missing"
                                : "there is no enhancement of the kind " + kind);
                yield new Enhancement.QualityScore(List.of());
            }
        };
    }

    private Template value(ObjectReader step, String usual) {
        return language.template(step, "value").orElseGet(() -> Template.compile(usual));
    }

    private Template value(ObjectReader step) {
        if (step.text("value").filter(text -> !text.isBlank()).isEmpty()) {
            step.flaw("value", "the value that is looked up is missing");
        }
        return value(step, "");
    }

    private Enhancement valueLookup(ObjectReader step) {
        if (step.raw("list") != null) {
            return new Enhancement.ListLookup(
                    lists.list(step),
                    lists.value(step),
                    Optional.ofNullable(step.raw("otherwise")));
        }
        Map<String, Object> table = new LinkedHashMap<>();
        ObjectReader entries = step.child("table").orElse(null);
        if (entries == null) {
            step.flaw("table", "a value lookup needs a table");
        } else {
            if (entries.object().size() > MOST_ENTRIES) {
                step.unfit("table", "a table has at most " + MOST_ENTRIES + " entries");
            }
            entries.object()
                    .forEach((key, entry) -> {
                        if (entry instanceof List<?> || entry == null) {
                            entries.flaw(
                                    key.toString(), "an entry is a value or an object of values");
                        } else if (table.putIfAbsent(normal(key.toString()), entry) != null) {
                            entries.flaw(key.toString(), "the table has " + key + " twice");
                        }
                    });
        }
        return new Enhancement.ValueLookup(
                value(step), table, Optional.ofNullable(step.raw("otherwise")));
    }

    /** Values are looked up as rules compare them. */
    static String normal(String value) {
        return value.strip().toLowerCase(Locale.ROOT);
    }

    /** Points for rules, under a key. */
    List<Enhancement.Points> points(ObjectReader owner, String key, String nameKey) {
        List<Enhancement.Points> points = new ArrayList<>();
        List<ObjectReader> items = owner.children(key);
        if (items.size() > MOST_PARTS) {
            owner.unfit(key, "at most " + MOST_PARTS + " are allowed");
        }
        for (int i = 0; i < items.size(); i++) {
            ObjectReader item = items.get(i);
            Optional<RuleSet> rules = language.rules(item, "rule_set");
            if (rules.isEmpty()) {
                item.flaw("rule_set", "points without a rule");
            }
            int place = i + 1;
            points.add(
                    new Enhancement.Points(
                            item.line(nameKey).orElseGet(() -> "Part " + place),
                            number(item, "points"),
                            rules.orElseGet(RuleSet::empty)));
        }
        return points;
    }

    /** A number that may be negative; 0 when it is missing. */
    static BigDecimal number(ObjectReader owner, String key) {
        Object value = owner.raw(key);
        if (value == null) {
            return BigDecimal.ZERO;
        }
        String text = value instanceof BigDecimal n ? n.toPlainString() : value.toString();
        if (!POINTS.matcher(text).matches()) {
            owner.flaw(key, key + " must be a number with at most four decimals");
            return BigDecimal.ZERO;
        }
        return new BigDecimal(text);
    }

    private Enhancement httpLookup(ObjectReader step) {
        int settleSeconds =
                step.whole("settle_within", 1, FlowReader.LONGEST_RESPONSE_SECONDS)
                        .orElse(respondSeconds);
        return new Enhancement.HttpLookup(
                new DeliveryReader(language).read(step, settleSeconds),
                Duration.ofSeconds(settleSeconds));
    }
}
