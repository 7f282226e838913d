package io.waybill.flowengine.list;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads entries of lists in the forms in which they are given. */
public final class ListEntries {

    /** How many may be given at once. */
    public static final int MOST = 10_000;

    private static final int LONGEST_KEY = 500;
    private static final int LONGEST_VALUE = 200;

    private ListEntries() {}

    /**
     * An entry. Never shows itself.
     *
     * @param value empty in suppression lists
     */
    public record Entry(String key, String value) {
        @Override
        public String toString() {
            return "Entry";
        }
    }

    /** Entries that cannot be used; says which, by its number from 1, and never what it holds. */
    public static final class Unusable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Unusable(int number, String why) {
            super("Entry " + number + ": " + why, null, false, false);
        }

        Unusable(String why) {
            super(why, null, false, false);
        }

        /** Why, as a sentence. */
        public String why() {
            String message = getMessage();
            return message == null ? "" : message;
        }
    }

    /**
     * Texts, or objects with {@code key} and {@code value}.
     *
     * @throws Unusable when there are too many or one cannot be used
     */
    public static List<Entry> ofJson(@Nullable Object json) {
        if (!(json instanceof List<?> items)) {
            throw new Unusable("There are no entries");
        }
        List<Entry> entries = new ArrayList<>();
        for (Object item : items) {
            int number = entries.size() + 1;
            switch (item) {
                case Map<?, ?> map ->
                        entries.add(checked(number, text(map.get("key")), text(map.get("value"))));
                case String text -> entries.add(checked(number, text, ""));
                case Number digits -> entries.add(checked(number, digits.toString(), ""));
                case null, default -> throw new Unusable(number, "it is no text");
            }
        }
        return bounded(entries);
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    /**
     * One entry a line: the key, and behind a comma the value. Quotes as in RFC 4180.
     *
     * @throws Unusable when there are too many or one cannot be used
     */
    public static List<Entry> ofCsv(String csv) {
        List<Entry> entries = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        List<String> fields = new ArrayList<>();
        boolean quoted = false;
        for (int i = 0; i <= csv.length(); i++) {
            char c = i == csv.length() ? '\n' : csv.charAt(i);
            if (quoted && i < csv.length()) {
                if (c != '"') {
                    field.append(c);
                } else if (i + 1 < csv.length() && csv.charAt(i + 1) == '"') {
                    field.append(csv.charAt(++i));
                } else {
                    quoted = false;
                }
            } else if (c == '"') {
                quoted = true;
            } else if (c == ',' || c == '\n') {
                fields.add(field.toString().strip());
                field.setLength(0);
                if (c == '\n') {
                    line(fields, entries);
                    fields.clear();
                }
            } else {
                field.append(c);
            }
        }
        return bounded(entries);
    }

    private static void line(List<String> fields, List<Entry> entries) {
        if (fields.size() == 1 && fields.getFirst().isEmpty()) {
            return;
        }
        int number = entries.size() + 1;
        if (fields.size() > 2) {
            throw new Unusable(number, "a line has a key and at most one value");
        }
        entries.add(checked(number, fields.getFirst(), fields.size() == 2 ? fields.get(1) : ""));
    }

    private static Entry checked(int number, String key, String value) {
        if (key.isBlank()) {
            throw new Unusable(number, "it is blank");
        }
        if (key.length() > LONGEST_KEY) {
            throw new Unusable(number, "it is longer than " + LONGEST_KEY + " characters");
        }
        if (value.length() > LONGEST_VALUE) {
            throw new Unusable(number, "its value is longer than " + LONGEST_VALUE + " characters");
        }
        return new Entry(key, value);
    }

    private static List<Entry> bounded(List<Entry> entries) {
        if (entries.isEmpty()) {
            throw new Unusable("There are no entries");
        }
        if (entries.size() > MOST) {
            throw new Unusable("At most " + MOST + " entries can be given at once");
        }
        return List.copyOf(entries);
    }
}
