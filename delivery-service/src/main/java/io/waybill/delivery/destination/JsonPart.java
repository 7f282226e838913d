package io.waybill.delivery.destination;

import io.waybill.language.JsonNumber;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON object member by member and notes each value that cannot be used; reading goes on
 * with a stand-in, so that all flaws are found at once.
 */
public final class JsonPart {

    private static final int LONGEST = 100_000;

    private final Map<?, ?> object;
    private final String path;
    private final List<FieldFlaw> flaws;

    private JsonPart(Map<?, ?> object, String path, List<FieldFlaw> flaws) {
        this.object = object;
        this.path = path;
        this.flaws = flaws;
    }

    public static JsonPart of(Map<?, ?> object) {
        return new JsonPart(object, "", new ArrayList<>());
    }

    public List<FieldFlaw> flaws() {
        return List.copyOf(flaws);
    }

    public void flaw(String key, String message) {
        flaws.add(new FieldFlaw(at(key), message));
    }

    /** A member that nobody reads may be one that was misspelt. */
    public void refuseOthers(Set<String> known) {
        for (Object key : object.keySet()) {
            if (!known.contains(key.toString())) {
                flaw(key.toString(), "there is no " + at(key.toString()));
            }
        }
    }

    public @Nullable Object raw(String key) {
        return object.get(key);
    }

    Map<?, ?> object() {
        return object;
    }

    public Optional<JsonPart> child(String key) {
        Object value = object.get(key);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof Map<?, ?> map) {
            return Optional.of(new JsonPart(map, at(key), flaws));
        }
        flaw(key, "must be an object");
        return Optional.empty();
    }

    /** The members, in their order; null ones are left out. */
    public Map<String, Object> members(String key) {
        Map<String, Object> members = new LinkedHashMap<>();
        child(key)
                .ifPresent(part ->
                        part.object.forEach((name, value) -> {
                            if (value != null) {
                                members.put(name.toString(), value);
                            }
                        }));
        return members;
    }

    /** Members that are all texts. */
    public Map<String, String> texts(String key) {
        Map<String, String> texts = new LinkedHashMap<>();
        members(key)
                .forEach((name, value) -> {
                    if (value instanceof String text) {
                        texts.put(name, text);
                    } else {
                        flaw(key + "." + name, "must be a text");
                    }
                });
        return texts;
    }

    public Optional<String> text(String key) {
        Object value = object.get(key);
        if (value == null || value instanceof String text && text.isBlank()) {
            return Optional.empty();
        }
        if (value instanceof String text && text.length() <= LONGEST && text.indexOf('\0') < 0) {
            return Optional.of(text);
        }
        flaw(key, "must be a text of at most " + LONGEST + " characters");
        return Optional.empty();
    }

    /** A text that has to be there; the empty text stands in for it. */
    public String needed(String key) {
        Optional<String> text = text(key);
        if (text.isEmpty() && (raw(key) == null || raw(key) instanceof String)) {
            flaw(key, "is required");
        }
        return text.orElse("");
    }

    /** A text that lists and messages can show. */
    public String name(String key, int longest) {
        String text = needed(key).strip();
        if (text.length() > longest || text.chars().anyMatch(Character::isISOControl)) {
            flaw(key, "must be a text of 1 to " + longest + " characters in one line");
        }
        return text;
    }

    public List<String> list(String key) {
        Object value = object.get(key);
        List<String> texts = new ArrayList<>();
        for (Object item : value instanceof List<?> items ? items : List.of()) {
            if (item instanceof String text && !text.isBlank()) {
                texts.add(text.strip());
            } else {
                flaw(key, "must be a list of texts");
            }
        }
        if (value != null && !(value instanceof List<?>)) {
            flaw(key, "must be a list");
        }
        return texts;
    }

    public boolean flag(String key, boolean otherwise) {
        Object value = object.get(key);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Boolean flag) {
            return flag;
        }
        flaw(key, "must be true or false");
        return otherwise;
    }

    public int whole(String key, int least, int most, int otherwise) {
        Object value = object.get(key);
        Optional<Integer> read =
                value == null ? Optional.of(otherwise) : JsonNumber.whole(value, least, most);
        if (read.isEmpty()) {
            flaw(key, JsonNumber.wholeFrom(least, most));
        }
        return read.orElse(otherwise);
    }

    /** A span of time in seconds, to the millisecond. */
    public Duration seconds(String key, Duration least, Duration most, Duration otherwise) {
        Object value = object.get(key);
        Optional<Duration> read =
                value == null ? Optional.of(otherwise) : JsonNumber.seconds(value, least, most);
        if (read.isEmpty()) {
            flaw(key, JsonNumber.secondsFrom(least, most));
        }
        return read.orElse(otherwise);
    }

    /** One of the words of an enum, in lower case. */
    public <E extends Enum<E>> Optional<E> word(String key, Class<E> words) {
        Optional<String> text = text(key);
        for (E word : words.getEnumConstants()) {
            if (text.isPresent() && word(word).equals(text.get())) {
                return Optional.of(word);
            }
        }
        text.ifPresent(_ -> flaw(key, "must be one of " + words(words)));
        return Optional.empty();
    }

    public static String word(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }

    private static <E extends Enum<E>> String words(Class<E> words) {
        List<String> all = new ArrayList<>();
        for (E word : words.getEnumConstants()) {
            all.add(word(word));
        }
        return String.join(", ", all);
    }

    private String at(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
