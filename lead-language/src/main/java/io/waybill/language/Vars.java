package io.waybill.language;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The variables that rules and templates see, by dotted path. A path goes through names ({@code
 * lead.mortgage.state}), components of typed values ({@code lead.phone_1.area}) and indexes of
 * lists. Immutable; {@code toString} shows names only.
 */
public final class Vars {

    private static final Vars EMPTY = new Vars(Map.of());

    private final Map<String, Object> root;

    private Vars(Map<String, Object> root) {
        this.root = root;
    }

    public static Vars empty() {
        return EMPTY;
    }

    /** A deep, immutable copy. Nulls are left out; ids and times become their text. */
    public static Vars of(Map<String, ?> values) {
        return new Vars(Values.frozenMap(values));
    }

    /** Reads what {@link #toPlain} wrote. */
    public static Vars ofPlain(Map<String, ?> plain) {
        return ofPlain(plain, FieldType.NO_TIME);
    }

    /** As without a time, and ages that the plain form does not tell are reckoned from this one. */
    public static Vars ofPlain(Map<String, ?> plain, Instant now) {
        return new Vars(Values.typedMap(plain, now));
    }

    /** These variables and one more at the top, in place of one of the same name. */
    public Vars with(String key, Object value) {
        return with(Map.of(key, value));
    }

    /** These variables and more at the top, in place of those of the same names. */
    public Vars with(Map<String, ?> more) {
        Map<String, Object> copy = new LinkedHashMap<>(root);
        more.forEach((key, value) -> copy.put(key, Values.frozen(value)));
        return new Vars(Collections.unmodifiableMap(copy));
    }

    /** The value at the path, or null: a typed value, text, number, boolean, list or map. */
    public @Nullable Object get(String path) {
        return get(VarPath.of(path));
    }

    @Nullable Object get(VarPath path) {
        return path.in(root);
    }

    /** The value at the path as a template writes it; empty when there is none. */
    public String text(String path) {
        return Values.text(get(path));
    }

    /** Everything, unmodifiable, with typed values in it. */
    public Map<String, Object> toMap() {
        return root;
    }

    /** JSON-ready maps, lists and scalars; typed values as {@code {"$type": …, "$raw": …}}. */
    public Map<String, Object> toPlain() {
        return Values.plainMap(root);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Vars vars && root.equals(vars.root);
    }

    @Override
    public int hashCode() {
        return root.hashCode();
    }

    @Override
    public String toString() {
        return "Vars" + root.keySet();
    }
}
