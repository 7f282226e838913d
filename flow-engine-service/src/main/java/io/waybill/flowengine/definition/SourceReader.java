package io.waybill.flowengine.definition;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the sources of a definition. */
final class SourceReader {

    private static final Pattern KEY_HASH = Pattern.compile("[0-9a-f]{64}");
    private static final String MAPPINGS = "mappings";
    private static final int MOST_MAPPINGS = 500;

    private final LanguageReader language;
    private final PricingReader prices;
    private final HoursReader hours;
    private final CapReader caps;
    private final Set<UUID> ids = new HashSet<>();

    SourceReader(Scope scope, LanguageReader language) {
        this.language = language;
        this.prices = new PricingReader(language);
        this.hours = new HoursReader(language);
        this.caps = new CapReader(scope, language);
    }

    SourceDefinition read(ObjectReader item) {
        ObjectReader source = item.ownedBy("Source \"" + item.raw("name") + "\"");
        UUID id = id(source);
        if (!ids.add(id)) {
            source.flaw("id", "another source has the id " + id);
        }
        return new SourceDefinition(
                id,
                source.name(),
                source.flag("enabled", true),
                keyHash(source),
                source.flag("may_test", true),
                mappings(source),
                acceptance(source, language),
                hours.read(source),
                prices.purchase(source, "purchase_price"),
                caps.read(source));
    }

    /** The acceptance criteria of a flow or a source; without any every lead is taken. */
    static Acceptance acceptance(ObjectReader owner, LanguageReader language) {
        return owner.child("acceptance")
                .map(json ->
                        new Acceptance(
                                language.rules(json, "rule_set"),
                                language.template(json, "reason")))
                .orElseGet(() -> new Acceptance(Optional.empty(), Optional.empty()));
    }

    private static Optional<String> keyHash(ObjectReader source) {
        boolean keyRequired = source.flag("key_required", false);
        Optional<String> keyHash =
                source.text("key_hash").filter(hash -> KEY_HASH.matcher(hash).matches());
        if (keyRequired && keyHash.isEmpty()) {
            source.flaw("key_required", "it demands a key and has none");
        }
        return keyRequired ? keyHash : Optional.empty();
    }

    private List<Mapping> mappings(ObjectReader source) {
        List<Mapping> mappings = new ArrayList<>();
        List<ObjectReader> items = source.children(MAPPINGS);
        if (items.size() > MOST_MAPPINGS) {
            source.unfit(MAPPINGS, "at most " + MOST_MAPPINGS + " mappings are allowed");
        }
        items.forEach(item -> mapping(item).ifPresent(mappings::add));
        return mappings;
    }

    private Optional<Mapping> mapping(ObjectReader item) {
        String property = item.text("property").orElse("");
        if (!property.startsWith(Scope.LEAD) || property.equals(Scope.LEAD_ID)) {
            item.flaw("property", "a mapping sets a field of the lead, as lead.state");
            return Optional.empty();
        }
        language.checkPath(item, "property", property);
        language.checkShown(item, property);
        return value(item, item.raw("value"))
                .map(value ->
                        new Mapping(
                                property.substring(Scope.LEAD.length()),
                                value,
                                language.rules(item, "rule_set")));
    }

    private Optional<Mapping.Value> value(ObjectReader item, @Nullable Object json) {
        switch (json) {
            case String text when text.isEmpty() -> {
                return Optional.of(new Mapping.Value.Constant(text));
            }
            case String text -> {
                return language.compile(item, "value", text).map(Mapping.Value.Rendered::new);
            }
            case Number number -> {
                return Optional.of(new Mapping.Value.Constant(number));
            }
            case Boolean flag -> {
                return Optional.of(new Mapping.Value.Constant(flag));
            }
            case List<?> items -> {
                return each(item, items);
            }
            case null, default -> {
                item.flaw("value", "the value must be a template, a number or an array of them");
                return Optional.empty();
            }
        }
    }

    private Optional<Mapping.Value> each(ObjectReader item, List<?> items) {
        List<Mapping.Value> values = new ArrayList<>();
        for (Object each : items) {
            if (each instanceof List<?>) {
                item.flaw("value", "an array in an array cannot be a value");
            } else {
                value(item, each).ifPresent(values::add);
            }
        }
        return Optional.of(new Mapping.Value.Each(values));
    }

    private static UUID id(ObjectReader source) {
        String text = source.text("id").orElse("");
        try {
            UUID id = UUID.fromString(text);
            if (id.toString().equals(text)) {
                return id;
            }
        } catch (IllegalArgumentException notAnId) {
            // said below
        }
        source.flaw("id", "the id must be a UUID");
        return new UUID(0, 0);
    }
}
