package io.waybill.language;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The fields that a flow knows: id, with dots for nested ones, to type. */
public final class FieldCatalogue {

    private static final String RESOURCE = "standard-fields.txt";
    private static final FieldCatalogue STANDARD = new FieldCatalogue(load());

    private final Map<String, FieldType> types;

    private FieldCatalogue(Map<String, FieldType> types) {
        this.types = Map.copyOf(types);
    }

    /** The fields that every flow knows. */
    public static FieldCatalogue standard() {
        return STANDARD;
    }

    /** This catalogue and a flow's own fields, which win over standard ones of the same id. */
    public FieldCatalogue with(Map<String, FieldType> own) {
        if (own.isEmpty()) {
            return this;
        }
        Map<String, FieldType> merged = new HashMap<>(types);
        merged.putAll(own);
        return new FieldCatalogue(merged);
    }

    public Optional<FieldType> typeOf(String fieldId) {
        return Optional.ofNullable(types.get(fieldId));
    }

    public Set<String> fieldIds() {
        return types.keySet();
    }

    private static Map<String, FieldType> load() {
        Map<String, FieldType> types = new HashMap<>();
        try (InputStream in =
                        Objects.requireNonNull(
                                FieldCatalogue.class.getResourceAsStream(RESOURCE), RESOURCE);
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.startsWith("#")).forEach(line -> read(line, types));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return types;
    }

    private static void read(String line, Map<String, FieldType> types) {
        int space = line.indexOf(' ');
        FieldType.find(line.substring(space + 1))
                .ifPresent(type -> types.put(line.substring(0, space), type));
    }
}
