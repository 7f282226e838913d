package io.waybill.flowengine.definition;

import io.waybill.flowengine.counter.DuplicateCheck;
import io.waybill.language.Template;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads the checks that come before acceptance, and those that steps share with them. */
final class ListCheckReader {

    private static final int MOST_CHECKS = 20;
    private static final int MOST_FIELDS = 20;
    private static final int MOST_DAYS = 400;

    private final Scope scope;
    private final LanguageReader language;

    ListCheckReader(Scope scope, LanguageReader language) {
        this.scope = scope;
        this.language = language;
    }

    /**
     * The checks under the key {@code list_checks}, in their order.
     *
     * @param names that steps must not take again
     */
    List<ListCheck> read(ObjectReader flow, StepNames names) {
        List<ObjectReader> items = flow.children("list_checks");
        if (items.size() > MOST_CHECKS) {
            flow.unfit("list_checks", "at most " + MOST_CHECKS + " list checks are allowed");
        }
        List<ListCheck> checks = new ArrayList<>();
        for (ObjectReader item : items) {
            String key = item.text("key").orElse("");
            ObjectReader json = item.ownedBy("List check \"" + key + "\"");
            names.take(json, key);
            check(json, key).ifPresent(checks::add);
            scope.add(key);
        }
        return List.copyOf(checks);
    }

    private Optional<ListCheck> check(ObjectReader json, String key) {
        boolean refuses = json.flag("refuse", true);
        Optional<Template> reason = language.template(json, "reason");
        return switch (json.text("kind").orElse("")) {
            case "duplicate" ->
                    Optional.of(new ListCheck.Duplicate(duplicate(json, key), refuses, reason));
            case "suppression" -> {
                UUID list = list(json);
                Template value = value(json);
                yield Optional.of(new ListCheck.Membership(key, list, value, refuses, reason));
            }
            default -> {
                json.flaw("kind", "the kind must be duplicate or suppression");
                yield Optional.empty();
            }
        };
    }

    /** A check for duplicates: its {@code fields}, {@code within} and {@code scope}. */
    DuplicateCheck duplicate(ObjectReader json, String key) {
        scope.needAccountKey();
        return new DuplicateCheck(key, fields(json), within(json), acrossFlows(json));
    }

    private List<String> fields(ObjectReader json) {
        List<String> fields = new ArrayList<>();
        if (json.raw("fields") instanceof List<?> items && !items.isEmpty()) {
            for (Object item : items) {
                if (item instanceof String path && !path.isBlank()) {
                    language.checkPath(json, "fields", path.strip());
                    fields.add(path.strip());
                } else {
                    json.flaw("fields", "fields must be an array of names, as lead.email");
                }
            }
        } else {
            json.flaw("fields", "it names no field by which leads are compared");
        }
        if (fields.size() > MOST_FIELDS) {
            json.unfit("fields", "at most " + MOST_FIELDS + " fields are compared");
        }
        return fields;
    }

    private static Duration within(ObjectReader json) {
        Optional<ObjectReader> within = json.child("within");
        if (within.isEmpty()) {
            json.flaw(
                    "within",
                    "it does not say within what time, as {\"value\": 30, \"units\": \"day\"}");
            return Duration.ofDays(1);
        }
        int value = within.get().whole("value", 1, 1_000_000).orElse(1);
        String units = within.get().text("units").orElse("day");
        Optional<Duration> unit =
                unit(units.endsWith("s") ? units.substring(0, units.length() - 1) : units);
        if (unit.isEmpty()) {
            within.get().flaw("units", "units must be minute, hour, day, week or month");
        }
        Duration length = unit.orElse(Duration.ofDays(1)).multipliedBy(value);
        if (length.compareTo(Duration.ofDays(MOST_DAYS)) > 0) {
            within.get().unfit("value", "leads are known for at most " + MOST_DAYS + " days");
        }
        return length;
    }

    private static Optional<Duration> unit(String word) {
        return switch (word) {
            case "minute" -> Optional.of(Duration.ofMinutes(1));
            case "hour" -> Optional.of(Duration.ofHours(1));
            case "day" -> Optional.of(Duration.ofDays(1));
            case "week" -> Optional.of(Duration.ofDays(7));
            case "month" -> Optional.of(Duration.ofDays(30));
            default -> Optional.empty();
        };
    }

    private static boolean acrossFlows(ObjectReader json) {
        String word = json.text("scope").orElse("flow");
        if (!word.equals("flow") && !word.equals("account")) {
            json.flaw("scope", "the scope must be flow or account");
        }
        return word.equals("account");
    }

    /** The list that {@code list} names. */
    UUID list(ObjectReader json) {
        scope.needAccountKey();
        String text = json.text("list").orElse("");
        try {
            UUID id = UUID.fromString(text);
            scope.useList(id, json.at("list"), json.owner());
            return id;
        } catch (IllegalArgumentException notAnId) {
            json.flaw("list", text.isEmpty() ? "it names no list" : "there is no list " + text);
            return new UUID(0, 0);
        }
    }

    /** What is looked up. */
    Template value(ObjectReader json) {
        Optional<Template> value = language.template(json, "value");
        if (json.raw("value") == null || value.isEmpty()) {
            json.flaw("value", "it does not say what is looked up, as {{lead.phone_1}}");
        }
        return value.orElseGet(() -> Template.compile("-"));
    }
}
