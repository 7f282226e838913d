package io.waybill.delivery.reply;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A JSON reply, read by dotted paths: {@code errors.0.text}, {@code errors[0].text}; a name goes
 * through all elements of a list, and so does a star. A key may have dots in itself.
 */
public final class JsonReply implements ReplyDocument {

    private static final int MOST_VALUES = 1_000;
    private static final Pattern ROOT = Pattern.compile("^\\$\\.?");
    private static final Pattern IN_BRACKETS =
            Pattern.compile("\\[(?:'([^']*+)'|\"([^\"]*+)\"|([^\\]]*+))]");
    private static final Pattern INDEX = Pattern.compile("\\d{1,5}");

    private final @Nullable Object root;

    /**
     * @param root maps, lists, text, numbers, truth values and nulls
     */
    public JsonReply(@Nullable Object root) {
        this.root = root;
    }

    @Override
    public List<Object> at(String path) {
        String dotted =
                IN_BRACKETS
                        .matcher(ROOT.matcher(path.strip()).replaceFirst(""))
                        .replaceAll(found ->
                                "."
                                        + java.util.regex.Matcher.quoteReplacement(
                                                Objects.requireNonNullElse(
                                                        found.group(1),
                                                        Objects.requireNonNullElse(
                                                                found.group(2),
                                                                Objects.toString(
                                                                        found.group(3))))));
        String[] keys = (dotted.startsWith(".") ? dotted.substring(1) : dotted).split("\\.", -1);
        List<Object> found = new ArrayList<>();
        collect(root, keys, 0, found);
        return found;
    }

    @Override
    public Map<String, @Nullable Object> members() {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        if (root instanceof Map<?, ?> map) {
            map.forEach((key, value) -> members.put(String.valueOf(key), value));
        } else if (root instanceof List<?> list) {
            for (int place = 0; place < list.size(); place++) {
                members.put(Integer.toString(place), list.get(place));
            }
        }
        return members;
    }

    private static void collect(@Nullable Object value, String[] keys, int at, List<Object> found) {
        if (value == null || found.size() >= MOST_VALUES) {
            return;
        }
        if (at == keys.length) {
            if (value instanceof List<?> list) {
                list.forEach(item -> collect(item, keys, at, found));
            } else {
                found.add(value);
            }
        } else if (value instanceof Map<?, ?> map) {
            collectMember(map, keys, at, found);
        } else if (value instanceof List<?> list) {
            if (INDEX.matcher(keys[at]).matches()) {
                int place = Integer.parseInt(keys[at]);
                collect(place < list.size() ? list.get(place) : null, keys, at + 1, found);
            } else {
                int next = keys[at].equals("*") ? at + 1 : at;
                list.forEach(item -> collect(item, keys, next, found));
            }
        }
    }

    private static void collectMember(Map<?, ?> map, String[] keys, int at, List<Object> found) {
        if (keys[at].equals("*")) {
            map.values().forEach(value -> collect(value, keys, at + 1, found));
            return;
        }
        StringBuilder key = new StringBuilder(keys[at]);
        for (int next = at + 1; ; next++) {
            if (map.containsKey(key.toString())) {
                collect(map.get(key.toString()), keys, next, found);
                return;
            }
            if (next >= keys.length) {
                return;
            }
            key.append('.').append(keys[next]);
        }
    }
}
