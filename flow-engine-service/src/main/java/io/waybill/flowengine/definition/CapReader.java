package io.waybill.flowengine.definition;

import io.waybill.flowengine.counter.Cap;
import io.waybill.flowengine.counter.WindowRule;
import io.waybill.language.RuleSet;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the caps of a flow, a source or a step. */
final class CapReader {

    private static final int MOST_CAPS = 50;
    private static final int DEEPEST = 5;
    private static final int LONGEST_DURATION = 1000;
    private static final BigDecimal MOST = new BigDecimal("1000000000");

    private final Scope scope;
    private final LanguageReader language;

    CapReader(Scope scope, LanguageReader language) {
        this.scope = scope;
        this.language = language;
    }

    /**
     * What the caps around a cap make of it.
     *
     * @param path their ids, each with a / behind it
     * @param rules the JSON of their rules
     */
    private record Around(String path, List<Object> rules, int depth) {

        Around within(String id, Optional<Object> rule) {
            return new Around(
                    path + id + "/",
                    Stream.concat(rules.stream(), rule.stream()).toList(),
                    depth + 1);
        }
    }

    /** The caps under the key {@code caps}, in the order in which they are looked at. */
    List<Cap> read(ObjectReader owner) {
        return read(owner, new Around("", List.of(), 1));
    }

    private List<Cap> read(ObjectReader owner, Around around) {
        List<ObjectReader> items = owner.children("caps");
        if (items.size() > MOST_CAPS) {
            owner.unfit("caps", "at most " + MOST_CAPS + " caps are allowed");
        }
        if (!items.isEmpty() && around.depth() > DEEPEST) {
            owner.flaw("caps", "caps are nested deeper than " + DEEPEST);
            return List.of();
        }
        Set<String> ids = new HashSet<>();
        List<Cap> caps = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            ObjectReader item = items.get(i);
            String id = id(item, i);
            if (!ids.add(id)) {
                item.flaw("id", "another cap has the id " + id);
            }
            caps.add(cap(item, id, around));
        }
        return caps;
    }

    /** Without an id, a cap is known by its place among its neighbours. */
    private static String id(ObjectReader item, int index) {
        String id = item.text("id").filter(text -> !text.isBlank()).orElse("cap-" + (index + 1));
        if (!StepNames.isId(id)) {
            item.unfit("id", "a cap's id must be 1 to 64 letters, digits, - or _");
        }
        return id;
    }

    private Cap cap(ObjectReader json, String id, Around around) {
        Object ruleJson = json.raw("rule_set");
        Optional<RuleSet> criteria = language.rules(json, "rule_set");
        Optional<Object> rules = criteria.flatMap(_ -> Optional.ofNullable(ruleJson));
        Cap.Measure measure = measure(json);
        WindowRule window = window(json);
        Optional<String> per = per(json);
        Around inside = around.within(id, rules);
        return new Cap(
                around.path() + id,
                measure,
                maximum(json, measure),
                window,
                criteria,
                per,
                opensAt(json, per),
                read(json, inside),
                language.template(json, "reason"),
                inside.rules().isEmpty() && per.isEmpty(),
                Fingerprint.of(
                        measure.word(),
                        window.duration(),
                        window.unit().word(),
                        window.zone().map(ZoneId::getId).orElse(""),
                        per.orElse(""),
                        inside.rules()));
    }

    private static Cap.Measure measure(ObjectReader json) {
        String word = json.text("type").orElse(Cap.Measure.VOLUME.word());
        Optional<Cap.Measure> measure = Cap.Measure.of(word);
        if (measure.isEmpty()) {
            json.flaw("type", "the type of a cap must be volume or spend");
        }
        return measure.orElse(Cap.Measure.VOLUME);
    }

    private static BigDecimal maximum(ObjectReader json, Cap.Measure measure) {
        Object given = json.raw("maximum");
        if (given == null) {
            json.flaw("maximum", "a cap without a maximum would limit nothing");
            return BigDecimal.ZERO;
        }
        if (given.toString().strip().startsWith("-")) {
            json.flaw("maximum", "the maximum of a cap must not be below 0");
            return BigDecimal.ZERO;
        }
        return count(json, "maximum", measure == Cap.Measure.VOLUME);
    }

    private static BigDecimal count(ObjectReader json, String key, boolean whole) {
        BigDecimal count = json.amount(key);
        if (whole && count.stripTrailingZeros().scale() > 0) {
            json.unfit(key, key + " must be a whole number of leads");
        } else if (count.compareTo(MOST) > 0) {
            json.unfit(key, key + " must be at most " + MOST.toPlainString());
        }
        return count;
    }

    private static Optional<BigDecimal> opensAt(ObjectReader json, Optional<String> per) {
        if (json.raw("opens_at") == null) {
            return Optional.empty();
        }
        if (per.isPresent()) {
            json.flaw("opens_at", "a cap per value cannot open at one count for all values");
        }
        return Optional.of(count(json, "opens_at", false));
    }

    private static WindowRule window(ObjectReader json) {
        WindowRule.Unit unit =
                json.text("duration_units")
                        .flatMap(CapReader::unit)
                        .orElseGet(() -> {
                            json.flaw(
                                    "duration_units",
                                    "duration_units must be minute, hour, day, week or month");
                            return WindowRule.Unit.DAY;
                        });
        int duration =
                json.raw("duration") == null
                        ? 1
                        : json.whole("duration", 0, LONGEST_DURATION).orElse(1);
        if (duration == 0) {
            json.flaw("duration", "a window of 0 " + unit.word() + "s never holds a lead");
            duration = 1;
        }
        return new WindowRule(duration, unit, zone(json));
    }

    private static Optional<WindowRule.Unit> unit(String word) {
        return WindowRule.Unit.of(word)
                .or(() ->
                        word.endsWith("s")
                                ? WindowRule.Unit.of(word.substring(0, word.length() - 1))
                                : Optional.empty());
    }

    private static Optional<ZoneId> zone(ObjectReader json) {
        Optional<String> name = json.text("time_zone").filter(text -> !text.isBlank());
        try {
            return name.map(ZoneId::of);
        } catch (DateTimeException unknown) {
            json.flaw("time_zone", "the time zone " + name.orElse("") + " is unknown");
            return Optional.empty();
        }
    }

    private Optional<String> per(ObjectReader json) {
        Optional<String> per = json.text("per").map(String::strip).filter(text -> !text.isEmpty());
        per.ifPresent(path -> {
            scope.needAccountKey();
            language.checkPath(json, "per", path);
        });
        return per;
    }
}
