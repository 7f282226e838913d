package io.waybill.flowengine.definition;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON object of a definition, key by key, and notes each value that cannot be used;
 * reading goes on with a stand-in, so that all flaws of a definition are found at once.
 */
final class ObjectReader {

    private static final Pattern AMOUNT = Pattern.compile("\\d{1,10}(\\.\\d{1,4})?");
    private static final int LONGEST_LINE = 200;

    private final Map<?, ?> object;
    private final String path;
    private final String owner;
    private final Flaws flaws;

    /**
     * @param owner what the object is, as a sentence begins with it: {@code Step "Buyer"}
     */
    ObjectReader(Map<?, ?> object, String path, String owner, Flaws flaws) {
        this.object = object;
        this.path = path;
        this.owner = owner;
        this.flaws = flaws;
    }

    ObjectReader ownedBy(String newOwner) {
        return new ObjectReader(object, path, newOwner, flaws);
    }

    /** Notes that a value cannot be used; a stand-in is read in its place. */
    void flaw(String key, String reason) {
        flaws.stopping(new Flaw(at(key), owner + ": " + reason));
    }

    /** Notes that a value must not be deployed; it is read as it stands all the same. */
    void unfit(String key, String reason) {
        flaws.unfit(new Flaw(at(key), owner + ": " + reason));
    }

    @Nullable Object raw(String key) {
        return object.get(key);
    }

    /** A name, trimmed; a missing one is a flaw. */
    String name() {
        String name = line("name").map(String::strip).orElse("");
        if (name.isEmpty()) {
            unfit("name", "a name is missing");
        }
        return name;
    }

    /** A text that lists and logs can show: not long, and without control characters. */
    Optional<String> line(String key) {
        Optional<String> text = text(key);
        if (text.filter(line -> line.length() > LONGEST_LINE).isPresent()) {
            unfit(key, "the " + key + " is longer than " + LONGEST_LINE + " characters");
        } else if (text.filter(line -> line.chars().anyMatch(Character::isISOControl))
                .isPresent()) {
            unfit(key, "the " + key + " must not have control characters");
        }
        return text;
    }

    Optional<String> text(String key) {
        Object value = object.get(key);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof String text) {
            return Optional.of(text);
        }
        flaw(key, key + " must be a text");
        return Optional.empty();
    }

    boolean flag(String key, boolean otherwise) {
        Object value = object.get(key);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Boolean flag) {
            return flag;
        }
        flaw(key, key + " must be true or false");
        return otherwise;
    }

    Optional<Integer> whole(String key, int least, int most) {
        Object value = object.get(key);
        if (value == null) {
            return Optional.empty();
        }
        Optional<Integer> number = asWhole(value).filter(n -> n >= least && n <= most);
        if (number.isEmpty()) {
            flaw(key, key + " must be a whole number from " + least + " to " + most);
        }
        return number;
    }

    /** An amount of money: not negative, at most four decimals; 0 when it is missing. */
    BigDecimal amount(String key) {
        Object value = object.get(key);
        if (value == null) {
            return BigDecimal.ZERO.setScale(4);
        }
        String text = value instanceof BigDecimal n ? n.toPlainString() : value.toString();
        if ((value instanceof String || value instanceof Number)
                && AMOUNT.matcher(text).matches()) {
            return new BigDecimal(text).setScale(4);
        }
        flaw(
                key,
                text.startsWith("-")
                        ? key + " must not be negative"
                        : key + " must be an amount with at most four decimals, as \"12.50\"");
        return BigDecimal.ZERO.setScale(4);
    }

    /** The object under a key; empty when there is none. */
    Optional<ObjectReader> child(String key) {
        Object value = object.get(key);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof Map<?, ?> map) {
            return Optional.of(new ObjectReader(map, at(key), owner, flaws));
        }
        flaw(key, key + " must be an object");
        return Optional.empty();
    }

    /** The objects of the array under a key. */
    List<ObjectReader> children(String key) {
        Object value = object.get(key);
        List<ObjectReader> children = new ArrayList<>();
        if (value == null) {
            return children;
        }
        if (!(value instanceof List<?> items)) {
            flaw(key, key + " must be an array");
            return children;
        }
        for (int i = 0; i < items.size(); i++) {
            String item = key + "[" + i + "]";
            if (items.get(i) instanceof Map<?, ?> map) {
                children.add(new ObjectReader(map, at(item), owner, flaws));
            } else {
                flaw(item, item + " must be an object");
            }
        }
        return children;
    }

    /** The texts of the array under a key. */
    List<String> texts(String key) {
        Object value = object.get(key);
        List<String> texts = new ArrayList<>();
        if (value == null) {
            return texts;
        }
        if (!(value instanceof List<?> items)) {
            flaw(key, key + " must be an array");
            return texts;
        }
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i) instanceof String text) {
                texts.add(text.strip());
            } else {
                flaw(key + "[" + i + "]", key + "[" + i + "] must be a text");
            }
        }
        return texts;
    }

    Map<?, ?> object() {
        return object;
    }

    String owner() {
        return owner;
    }

    String path() {
        return path;
    }

    String at(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private static Optional<Integer> asWhole(Object value) {
        try {
            return value instanceof Number || value instanceof String
                    ? Optional.of(new BigDecimal(value.toString()).intValueExact())
                    : Optional.empty();
        } catch (ArithmeticException | NumberFormatException notWhole) {
            return Optional.empty();
        }
    }
}
