package io.waybill.intake.docs;

import io.waybill.language.FieldCatalogue;
import io.waybill.language.FieldType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The fields of the lead that a definition reads somewhere, without those that it sets itself. */
final class FieldUses {

    private static final Pattern PATH = Pattern.compile("\\blead((?:\\.[A-Za-z0-9_]+)+)");

    private final FieldCatalogue catalogue;
    private final Map<String, FieldType> found = new TreeMap<>();

    FieldUses(FieldCatalogue catalogue, Map<String, Object> flow, Map<?, ?> source) {
        this.catalogue = catalogue;
        flow.forEach((key, value) -> {
            if (!key.equals("sources")) {
                look(value);
            }
        });
        look(source.get("acceptance"));
        mapped(source.get("mappings"));
    }

    Map<String, FieldType> found() {
        return found;
    }

    /** The field that a path like {@code lead.phone_1.area} begins with. */
    static Optional<String> fieldAt(FieldCatalogue catalogue, String path) {
        if (!path.startsWith("lead.")) {
            return Optional.empty();
        }
        String name = path.substring("lead.".length());
        for (int end = name.length(); end > 0; end = name.lastIndexOf('.', end - 1)) {
            if (catalogue.typeOf(name.substring(0, end)).isPresent()) {
                return Optional.of(name.substring(0, end));
            }
        }
        return Optional.empty();
    }

    private void look(@Nullable Object json) {
        switch (json) {
            case String text -> {
                Matcher paths = PATH.matcher(text);
                while (paths.find()) {
                    fieldAt(catalogue, "lead" + paths.group(1))
                            .ifPresent(id ->
                                    found.put(id, catalogue.typeOf(id).orElse(FieldType.STRING)));
                }
            }
            case Map<?, ?> object -> object.values().forEach(this::look);
            case List<?> items -> items.forEach(this::look);
            case null, default -> {}
        }
    }

    /** A source need not send what is always set for it; what that is made of it must send. */
    private void mapped(@Nullable Object json) {
        for (Map<?, ?> mapping : DocsReader.objects(json)) {
            String property = DocsReader.text(mapping.get("property"));
            if (!mapping.containsKey("rule_set")) {
                fieldAt(catalogue, property).ifPresent(found::remove);
            }
        }
        for (Map<?, ?> mapping : DocsReader.objects(json)) {
            Matcher paths = PATH.matcher(DocsReader.text(mapping.get("value")));
            while (paths.find()) {
                String path = "lead" + paths.group(1);
                String id = fieldAt(catalogue, path).orElse(path.substring("lead.".length()));
                found.put(id, catalogue.typeOf(id).orElse(FieldType.STRING));
            }
            look(mapping.get("rule_set"));
        }
    }
}
