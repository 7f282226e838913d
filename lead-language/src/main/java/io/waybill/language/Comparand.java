package io.waybill.language;

import io.waybill.language.fieldtypes.Booleans;
import io.waybill.language.fieldtypes.Numbers;
import io.waybill.language.fieldtypes.Times;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One side of a comparison: a value and how rules read it. Each way of reading it is worked out
 * when it is first needed and kept, which pays for what stands in the rule. Two threads may both
 * work it out, and then make the same of it.
 */
final class Comparand {

    static final Comparand NOTHING = new Comparand(null, true);

    private static final Pattern SEPARATOR = Pattern.compile("[,\\r\\n]");
    private static final int CHARACTERS_A_STEP = 8;

    private final @Nullable Object value;
    private final boolean constant;
    private @Nullable String text;
    private @Nullable String folded;
    private @Nullable Measure measure;
    private @Nullable List<Comparand> listed;
    private @Nullable List<Comparand> ends;
    private @Nullable Reading reading;
    private Map<String, Membership> memberships = Map.of();

    private Comparand(@Nullable Object value, boolean constant) {
        this.value = value;
        this.constant = constant;
    }

    static Comparand of(@Nullable Object value) {
        return value == null ? NOTHING : new Comparand(value, false);
    }

    /** One that stands in a rule and is read once for all leads. */
    static Comparand constant(Object value) {
        return new Comparand(value, true);
    }

    @Nullable Object value() {
        return value;
    }

    String text() {
        String known = text;
        if (known == null) {
            known = value instanceof String string ? string : Values.text(value);
            text = known;
        }
        return known;
    }

    /** The text without regard to case. */
    String folded() {
        String known = folded;
        if (known == null) {
            known = Folding.of(text());
            folded = known;
        }
        return known;
    }

    /** Whether it is a number by itself, not only text that looks like one. */
    boolean isNumeric() {
        return measure().numeric();
    }

    /** The number that it is or writes; of a range the average. */
    @Nullable BigDecimal number() {
        return measure().number();
    }

    private Measure measure() {
        Measure known = measure;
        if (known == null) {
            known = Measure.of(value);
            measure = known;
        }
        return known;
    }

    /** The moment that it names; a day alone is its first moment in Greenwich. */
    @Nullable Instant instant() {
        return value instanceof List<?> ? null : Times.instant(text());
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

    /** The type whose reading says more than the text; null when there is none. */
    @Nullable FieldType readingType() {
        return value instanceof TypedValue typed && typed.type().isReading() ? typed.type() : null;
    }

    /**
     * This side as a value of the other side's type, so that {@code (512) 789-1111} equals the
     * telephone number that it writes; itself where it is none or has a type.
     */
    Comparand as(@Nullable FieldType type) {
        if (type == null || value == null || value instanceof TypedValue || isList()) {
            return this;
        }
        Reading known = reading;
        if (known == null || known.type() != type) {
            TypedValue read = type.parse(value);
            known = new Reading(type, read.valid() ? of(read) : this);
            reading = known;
        }
        return known.comparand();
    }

    /** Steps that a comparison may take: members, and pieces of text to be read. */
    long work(Comparand right) {
        return 1 + weight() + (right.constant ? 0 : right.weight());
    }

    private int weight() {
        return switch (value) {
            case List<?> list -> list.size();
            case String string -> string.length() / CHARACTERS_A_STEP;
            case TypedValue typed when typed.raw() instanceof String raw ->
                    raw.length() / CHARACTERS_A_STEP;
            case null, default -> 0;
        };
    }

    /** The members of a list, or the value itself. */
    List<Comparand> members() {
        return value instanceof List<?> list
                ? list.stream().map(Comparand::of).toList()
                : List.of(this);
    }

    /** The members of a list, or what stands between the commas or line ends of a text. */
    List<Comparand> listed() {
        List<Comparand> known = listed;
        if (known == null) {
            known =
                    value instanceof List<?> || isNumeric()
                            ? members()
                            : Arrays.stream(SEPARATOR.split(text(), -1))
                                    .map(item -> of(item.strip()))
                                    .toList();
            listed = known;
        }
        return known;
    }

    /** The two ends that it names, or none. */
    List<Comparand> ends() {
        List<Comparand> known = ends;
        if (known == null) {
            known = Ends.of(this);
            ends = known;
        }
        return known;
    }

    /** What it lists, prepared to be looked up by values of a type. */
    Membership membership(@Nullable FieldType type) {
        String key = type == null ? "" : type.id();
        Membership known = memberships.get(key);
        if (known == null) {
            known = Membership.of(listed(), type);
            Map<String, Membership> more = new HashMap<>(memberships);
            more.put(key, known);
            memberships = Map.copyOf(more);
        }
        return known;
    }

    private record Reading(FieldType type, Comparand comparand) {}

    private record Measure(@Nullable BigDecimal number, boolean numeric) {

        private static final Measure NONE = new Measure(null, false);

        static Measure of(@Nullable Object value) {
            Object measured =
                    value instanceof TypedValue typed
                            ? typed.type() == FieldType.RANGE
                                    ? typed.component("avg")
                                    : typed.normal()
                            : value;
            return switch (measured) {
                case Number number -> new Measure(Numbers.exact(number), true);
                case String string -> {
                    BigDecimal number = Numbers.written(string);
                    yield number == null ? NONE : new Measure(number, false);
                }
                case null, default -> NONE;
            };
        }
    }
}
