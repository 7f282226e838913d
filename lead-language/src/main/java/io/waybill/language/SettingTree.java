package io.waybill.language;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The dotted names of which a document is nested, as far as they can be judged without values:
 * {@code a[0]} is {@code a.0}, in XML {@code a@id} is {@code a.@id}.
 */
public final class SettingTree {

    /** Deeper than any document that people write by hand. */
    public static final int DEEPEST = 32;

    private static final Pattern IN_BRACKETS = Pattern.compile("\\[(\\d{1,4})]");
    private static final Pattern ATTRIBUTE = Pattern.compile("(?<=[^.])@");
    private static final Pattern INDEX = Pattern.compile("\\d{1,4}");

    private final boolean nestsInValues;
    private final Set<List<String>> leaves = new HashSet<>();
    private final Set<List<String>> levels = new HashSet<>();

    /**
     * @param nestsInValues whether a value may have others below it, as an element may
     */
    SettingTree(boolean nestsInValues) {
        this.nestsInValues = nestsInValues;
    }

    public static List<String> jsonKeys(String path) {
        String dotted = IN_BRACKETS.matcher(path).replaceAll(".$1");
        return List.of((dotted.startsWith(".") ? dotted.substring(1) : dotted).split("\\.", -1));
    }

    public static List<String> xmlKeys(String path) {
        String dotted = IN_BRACKETS.matcher(path).replaceAll(".$1");
        return List.of(ATTRIBUTE.matcher(dotted).replaceAll(".@").split("\\.", -1));
    }

    /** Whether a key is a place in a list. */
    public static boolean isIndex(String key) {
        return INDEX.matcher(key).matches();
    }

    /** What is wrong with one more path, as the rest of a sentence. */
    Optional<String> add(List<String> keys) {
        if (keys.size() > DEEPEST) {
            return Optional.of("is nested too deeply");
        }
        List<String> path = new ArrayList<>();
        for (String key : keys) {
            if (!nestsInValues && leaves.contains(path)) {
                return Optional.of("collides with another one");
            }
            levels.add(List.copyOf(path));
            // 1 and 01 are one place.
            path.add(isIndex(key) ? Integer.valueOf(key).toString() : key);
        }
        boolean isNew = leaves.add(List.copyOf(path));
        return isNew && (nestsInValues || !levels.contains(path))
                ? Optional.empty()
                : Optional.of("collides with another one");
    }
}
