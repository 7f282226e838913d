package io.waybill.language;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields that a flow knows: id, with dots for nested ones, to type. */
public final class FieldCatalogue {

    private static final String RESOURCE = "standard-fields.txt";
    private static final String LEAD = "lead.";
    private static final FieldCatalogue STANDARD = new FieldCatalogue(load(), null);

    private final Map<String, FieldType> types;
    private final @Nullable FieldCatalogue below;

    private FieldCatalogue(Map<String, FieldType> types, @Nullable FieldCatalogue below) {
        this.types = Map.copyOf(types);
        this.below = below;
    }

    /** The fields that every flow knows. */
    public static FieldCatalogue standard() {
        return STANDARD;
    }

    /**
     * This catalogue and a flow's own fields, which win over standard ones of the same id. What is
     * there already is not copied: there are thousands of flows.
     */
    public FieldCatalogue with(Map<String, FieldType> own) {
        return own.isEmpty() ? this : new FieldCatalogue(own, this);
    }

    public Optional<FieldType> typeOf(String fieldId) {
        FieldType type = types.get(fieldId);
        if (type != null) {
            return Optional.of(type);
        }
        return below == null ? Optional.empty() : below.typeOf(fieldId);
    }

    /** The type of a variable such as {@code lead.phone_1}, or of a part of one. */
    public Optional<FieldType> typeOfVariable(String path) {
        if (!path.startsWith(LEAD)) {
            return Optional.empty();
        }
        String fieldId = path.substring(LEAD.length());
        int dot = fieldId.lastIndexOf('.');
        Optional<FieldType> whole = typeOf(fieldId);
        return whole.isPresent() || dot < 0
                ? whole
                : typeOf(fieldId.substring(0, dot))
                        .map(type -> type.components().get(fieldId.substring(dot + 1)));
    }

    public Set<String> fieldIds() {
        if (below == null) {
            return types.keySet();
        }
        Set<String> all = new HashSet<>(below.fieldIds());
        all.addAll(types.keySet());
        return Set.copyOf(all);
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
