package io.waybill.language.fieldtypes;

import org.jspecify.annotations.Nullable;

/** y, yes, true, t, 1 and n, no, false, f, 0 in any case; anything else is false and not valid. */
public final class Booleans {

    private Booleans() {}

    public static Parsed parse(Object raw) {
        Boolean value = word(raw);
        return value == null ? Parsed.invalid(false) : Parsed.valid(value);
    }

    /** The boolean that a value says plainly, or null when it says neither. */
    public static @Nullable Boolean word(Object raw) {
        if (raw instanceof Boolean value) {
            return value;
        }
        return switch (Words.lower(Texts.of(raw).strip())) {
            case "y", "yes", "true", "t", "1" -> true;
            case "n", "no", "false", "f", "0" -> false;
            default -> null;
        };
    }
}
