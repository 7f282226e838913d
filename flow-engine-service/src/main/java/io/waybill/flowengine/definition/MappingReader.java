package io.waybill.flowengine.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads mappings, of a source or of a Buyer Step. */
final class MappingReader {

    private static final String MAPPINGS = "mappings";
    private static final int MOST_MAPPINGS = 500;

    private final LanguageReader language;

    MappingReader(LanguageReader language) {
        this.language = language;
    }

    List<Mapping> read(ObjectReader owner) {
        List<Mapping> mappings = new ArrayList<>();
        List<ObjectReader> items = owner.children(MAPPINGS);
        if (items.size() > MOST_MAPPINGS) {
            owner.unfit(MAPPINGS, "at most " + MOST_MAPPINGS + " mappings are allowed");
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
}
