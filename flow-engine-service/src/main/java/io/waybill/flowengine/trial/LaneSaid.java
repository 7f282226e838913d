package io.waybill.flowengine.trial;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * What a lane is said to know in a trial.
 *
 * @param duplicate true when a lead with the same values came just before, for each check
 * @param counts what caps stand at, by their ids, or by {@code <flow, source or step>/<cap>}
 * @param lists the lists that have an entry for whatever is looked up, and what it holds
 * @param histories how recipients have done lately, by their step ids, keys or names
 */
public record LaneSaid(
        boolean duplicate,
        Map<String, BigDecimal> counts,
        Map<UUID, Optional<String>> lists,
        Map<String, SaidHistory> histories) {

    /** A lane that has counted nothing yet, knows no lead and has empty lists. */
    public static final LaneSaid NOTHING = new LaneSaid(false, Map.of(), Map.of(), Map.of());

    private static final String READINGS = "readings";
    private static final Set<String> KNOWN = Set.of("duplicate", "counts", "lists", "histories");

    public LaneSaid {
        counts = Map.copyOf(counts);
        lists = Map.copyOf(lists);
        histories = Map.copyOf(histories);
    }

    /**
     * Reads the object under {@code readings}, if there is one.
     *
     * @param flaw is told the field and what is wrong with it
     */
    static LaneSaid read(Map<?, ?> json, BiConsumer<String, String> flaw) {
        Object given = json.get(READINGS);
        if (given == null) {
            return NOTHING;
        }
        if (!(given instanceof Map<?, ?> said)) {
            flaw.accept(READINGS, "readings must be an object");
            return NOTHING;
        }
        for (Object key : said.keySet()) {
            if (!KNOWN.contains(key.toString())) {
                flaw.accept(
                        READINGS + "." + key, "readings are duplicate, counts, lists or histories");
            }
        }
        return new LaneSaid(
                duplicate(said, flaw),
                counts(said, flaw),
                lists(said, flaw),
                histories(said, flaw));
    }

    private static Map<String, SaidHistory> histories(
            Map<?, ?> said, BiConsumer<String, String> flaw) {
        Map<String, SaidHistory> histories = new LinkedHashMap<>();
        object(said, "histories", flaw)
                .forEach((step, history) ->
                        histories.put(
                                step.toString(),
                                SaidHistory.read(READINGS + ".histories." + step, history, flaw)));
        return histories;
    }

    private static boolean duplicate(Map<?, ?> said, BiConsumer<String, String> flaw) {
        Object value = said.get("duplicate");
        if (value != null && !(value instanceof Boolean)) {
            flaw.accept(READINGS + ".duplicate", "duplicate must be true or false");
        }
        return Boolean.TRUE.equals(value);
    }

    private static Map<String, BigDecimal> counts(Map<?, ?> said, BiConsumer<String, String> flaw) {
        Map<String, BigDecimal> counts = new LinkedHashMap<>();
        object(said, "counts", flaw)
                .forEach((cap, count) -> {
                    if (count != null && count.toString().matches("\\d{1,10}(\\.\\d{1,4})?")) {
                        counts.put(cap.toString(), new BigDecimal(count.toString()));
                    } else {
                        flaw.accept(
                                READINGS + ".counts." + cap,
                                "a count must be a number of leads or an amount, as \"12.50\"");
                    }
                });
        return counts;
    }

    private static Map<UUID, Optional<String>> lists(
            Map<?, ?> said, BiConsumer<String, String> flaw) {
        Map<UUID, Optional<String>> lists = new LinkedHashMap<>();
        object(said, "lists", flaw)
                .forEach((list, entry) -> {
                    String at = READINGS + ".lists." + list;
                    try {
                        UUID id = UUID.fromString(list.toString());
                        switch (entry) {
                            case Boolean has when has -> lists.put(id, Optional.empty());
                            case Boolean _ -> {}
                            case String value -> lists.put(id, Optional.of(value));
                            case null, default ->
                                    flaw.accept(
                                            at, "a list has an entry: true, false or its value");
                        }
                    } catch (IllegalArgumentException noId) {
                        flaw.accept(at, "lists are named by their ids");
                    }
                });
        return lists;
    }

    private static Map<?, ?> object(Map<?, ?> said, String key, BiConsumer<String, String> flaw) {
        Object value = said.get(key);
        if (value != null && !(value instanceof Map<?, ?>)) {
            flaw.accept(READINGS + "." + key, key + " must be an object");
        }
        return value instanceof Map<?, ?> object ? object : Map.of();
    }

    /** What a cap stands at, where it is said. */
    Optional<BigDecimal> count(String scopeId, String cap) {
        BigDecimal ofScope = counts.get(scopeId + "/" + cap);
        return Optional.ofNullable(ofScope == null ? counts.get(cap) : ofScope);
    }

    /**
     * The same with histories by step ids.
     *
     * @param stepIds the step that is called so
     */
    LaneSaid byStep(Function<String, Optional<String>> stepIds) {
        Map<String, SaidHistory> byId = new LinkedHashMap<>();
        histories.forEach((name, history) ->
                stepIds.apply(name).ifPresent(id -> byId.putIfAbsent(id, history)));
        return new LaneSaid(duplicate, counts, lists, byId);
    }

    @Override
    public String toString() {
        return "LaneSaid";
    }
}
