package io.waybill.language.fieldtypes;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a parser made of one submitted value. {@code normal} is null only where no value could be
 * made at all (a number without digits); components that a value does not have are left out.
 */
public record Parsed(@Nullable Object normal, boolean valid, Map<String, Object> components) {

    public Parsed {
        components = Map.copyOf(components);
    }

    static Parsed valid(Object normal) {
        return new Parsed(normal, true, Map.of());
    }

    static Parsed valid(Object normal, Map<String, Object> components) {
        return new Parsed(normal, true, components);
    }

    static Parsed invalid(@Nullable Object normal) {
        return new Parsed(normal, false, Map.of());
    }
}
