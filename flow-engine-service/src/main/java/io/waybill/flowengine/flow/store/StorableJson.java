package io.waybill.flowengine.flow.store;

import io.waybill.flowengine.definition.Flaw;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a caller may send as JSON and nobody can keep: numbers of which the plain form is longer
 * than any that means something ({@code 1e99999}), nesting that no reader follows, text that
 * PostgreSQL does not take. Looked for before anything else is done with the value.
 */
public final class StorableJson {

    private static final int MOST_DIGITS = 40;
    private static final int DEEPEST = 50;

    private final List<Flaw> flaws = new ArrayList<>();

    private StorableJson() {}

    /** Why a value cannot be kept, each by its path; none if it can. */
    public static List<Flaw> flaws(Map<String, Object> json) {
        StorableJson found = new StorableJson();
        found.look("", json, 0);
        return List.copyOf(found.flaws);
    }

    private void look(String path, @Nullable Object value, int depth) {
        switch (value) {
            case Map<?, ?> _, List<?> _ when depth >= DEEPEST ->
                    flaw(path, "is nested more than " + DEEPEST + " deep");
            case Map<?, ?> map ->
                    map.forEach((key, item) -> {
                        String at = (path.isEmpty() ? "" : path + ".") + key;
                        text(at, key.toString(), "has a name");
                        look(at, item, depth + 1);
                    });
            case List<?> items -> {
                for (int i = 0; i < items.size(); i++) {
                    look(path + "[" + i + "]", items.get(i), depth + 1);
                }
            }
            case BigDecimal number when isLong(number) -> tooLong(path);
            case BigInteger number when isLong(new BigDecimal(number)) -> tooLong(path);
            case String text -> text(path, text, "is a text");
            case null, default -> {}
        }
    }

    private static boolean isLong(BigDecimal number) {
        long scale = number.scale();
        return Math.max(number.precision(), scale) - Math.min(scale, 0) > MOST_DIGITS;
    }

    private void tooLong(String path) {
        flaw(path, "is a number of more than " + MOST_DIGITS + " digits");
    }

    private void text(String path, String text, String what) {
        if (text.indexOf('\0') >= 0) {
            flaw(path.replace('\0', '?'), what + " with a zero character, which cannot be kept");
        }
    }

    private void flaw(String path, String reason) {
        flaws.add(new Flaw(path, path + " " + reason));
    }
}
