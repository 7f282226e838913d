package io.waybill.language;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A dotted path, split once: names of keys, components of typed values, indexes of lists. */
final class VarPath {

    private static final Pattern SHAPE = Pattern.compile("[A-Za-z_$][\\w$-]*+(?:\\.[\\w$-]++)*+");
    private static final int LONGEST = 500;

    private final String text;
    private final String[] segments;

    private VarPath(String text) {
        this.text = text;
        this.segments = text.split("\\.", -1);
    }

    static VarPath of(String text) {
        return new VarPath(text);
    }

    static boolean isPath(String text) {
        return text.length() <= LONGEST && SHAPE.matcher(text).matches();
    }

    @Nullable Object in(Map<String, Object> root) {
        return in(root, 0);
    }

    /** A name wins over a key that has the dots in itself, as keys of JSON bodies may. */
    private @Nullable Object in(@Nullable Object start, int from) {
        Object current = start;
        for (int i = from; i < segments.length && current != null; i++) {
            Object next = child(current, segments[i]);
            if (next == null && current instanceof Map<?, ?> map) {
                return inDottedKey(map, i);
            }
            current = next;
        }
        return current;
    }

    private @Nullable Object inDottedKey(Map<?, ?> map, int from) {
        StringBuilder key = new StringBuilder(segments[from]);
        for (int next = from + 1; next < segments.length; next++) {
            key.append('.').append(segments[next]);
            Object value = map.get(key.toString());
            if (value != null) {
                return in(value, next + 1);
            }
        }
        return null;
    }

    static @Nullable Object child(Object parent, String name) {
        return switch (parent) {
            case Map<?, ?> map -> map.get(name);
            case TypedValue typed -> typed.component(name);
            case List<?> list -> item(list, name);
            default -> null;
        };
    }

    private static @Nullable Object item(List<?> list, String name) {
        int index = 0;
        for (int i = 0; i < name.length(); i++) {
            int digit = name.charAt(i) - '0';
            if (digit < 0 || digit > 9 || index > list.size()) {
                return null;
            }
            index = index * 10 + digit;
        }
        return index < list.size() && !name.isEmpty() ? list.get(index) : null;
    }

    @Override
    public String toString() {
        return text;
    }
}
