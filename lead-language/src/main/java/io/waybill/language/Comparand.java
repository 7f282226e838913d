package io.waybill.language;

import io.waybill.language.fieldtypes.Booleans;
import io.waybill.language.fieldtypes.Dates;
import io.waybill.language.fieldtypes.Numbers;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One side of a comparison: a value and how rules read it. Made once for what stands in the rule.
 */
final class Comparand {

    static final Comparand NOTHING = new Comparand(null);

    private final @Nullable Object value;
    private final String text;
    private final boolean numeric;
    private final @Nullable BigDecimal number;

    private Comparand(@Nullable Object value) {
        this.value = value;
        this.text = value instanceof String string ? string : Values.text(value);
        Object measured = measured(value);
        this.numeric = measured instanceof Number;
        this.number = measured == null ? null : Numbers.exact(measured);
    }

    static Comparand of(@Nullable Object value) {
        return value == null ? NOTHING : new Comparand(value);
    }

    /** A range compares by its average, any other typed value by its normal form. */
    private static @Nullable Object measured(@Nullable Object value) {
        if (value instanceof TypedValue typed) {
            return typed.type() == FieldType.RANGE ? typed.component("avg") : typed.normal();
        }
        return value;
    }

    @Nullable Object value() {
        return value;
    }

    String text() {
        return text;
    }

    /** Whether it is a number by itself, not only text that looks like one. */
    boolean isNumeric() {
        return numeric;
    }

    @Nullable BigDecimal number() {
        return number;
    }

    @Nullable LocalDate day() {
        return value instanceof List<?> ? null : Dates.day(text);
    }

    boolean isList() {
        return value instanceof List<?>;
    }

    boolean isBlank() {
        return Values.isBlank(value);
    }

    boolean isTrue() {
        return Objects.equals(truth(), true);
    }

    boolean isFalse() {
        return Objects.equals(truth(), false);
    }

    private @Nullable Boolean truth() {
        if (value == null || isBlank()) {
            return null;
        }
        Object meant = value instanceof TypedValue typed ? typed.normal() : value;
        return meant == null ? null : Booleans.word(meant);
    }

    /** A value is valid when it is there and of its type; a value without a type always is. */
    boolean isValid() {
        return !isBlank() && (!(value instanceof TypedValue typed) || typed.valid());
    }

    /** Steps that a comparison may take: pairs of members, and words of text to be read. */
    long work(Comparand right) {
        long pairs = (long) size() * (right.isList() ? right.size() : right.text.length() / 4 + 1);
        return pairs + (text.length() + right.text.length()) / 8;
    }

    private int size() {
        return value instanceof List<?> list ? list.size() : 1;
    }

    /** The members of a list, or the value itself. */
    List<Comparand> members() {
        return value instanceof List<?> list
                ? list.stream().map(Comparand::of).toList()
                : List.of(this);
    }

    /** The members of a list, or what stands between the commas of a text. */
    List<Comparand> listed() {
        if (value instanceof List<?> || numeric) {
            return members();
        }
        return Arrays.stream(text.split(",", -1)).map(String::strip).map(Comparand::of).toList();
    }
}
