package io.waybill.language;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a rule compares. A negated operator holds exactly where its opposite does not, except that a
 * pattern which gives up (see {@link SafePattern}) neither matches nor does not match. Operators
 * that are not {@link #isSupported() supported} yet are known by name and refused by the parser.
 */
public enum Operator {
    IS_EQUAL_TO("is equal to", "must be", Comparisons::same),
    IS_NOT_EQUAL_TO("is not equal to", "must not be", not(Comparisons::same)),
    IS_LESS_THAN("is less than", "must be less than", ordered(order -> order < 0)),
    IS_LESS_THAN_OR_EQUAL_TO(
            "is less than or equal to",
            "must be less than or equal to",
            ordered(order -> order <= 0)),
    IS_GREATER_THAN("is greater than", "must be greater than", ordered(order -> order > 0)),
    IS_GREATER_THAN_OR_EQUAL_TO(
            "is greater than or equal to",
            "must be greater than or equal to",
            ordered(order -> order >= 0)),
    IS_BETWEEN("is between", "must be between", Comparisons::between),
    IS_NOT_BETWEEN("is not between", "must not be between", not(Comparisons::between)),
    IS_INCLUDED_IN("is included in", "must be one of", Comparisons::includedIn),
    IS_NOT_INCLUDED_IN("is not included in", "must not be one of", not(Comparisons::includedIn)),
    INCLUDES("includes", "must include", Comparisons::includes),
    DOES_NOT_INCLUDE("does not include", "must not include", not(Comparisons::includes)),
    MATCHES_PATTERN("matches pattern", "must match pattern", Comparisons::matches),
    DOES_NOT_MATCH_PATTERN(
            "does not match pattern", "must not match pattern", Comparisons::doesNotMatch),
    IS_BLANK("is blank", "must be blank", Comparand::isBlank),
    IS_NOT_BLANK("is not blank", "must not be blank", not(Comparand::isBlank)),
    IS_TRUE("is true", "must be true", Comparand::isTrue),
    IS_NOT_TRUE("is not true", "must not be true", not(Comparand::isTrue)),
    IS_FALSE("is false", "must be false", Comparand::isFalse),
    IS_NOT_FALSE("is not false", "must not be false", not(Comparand::isFalse)),
    FORMAT_IS_VALID("format is valid", "must be valid", Comparand::isValid),
    FORMAT_IS_INVALID("format is invalid", "must be invalid", not(Comparand::isValid)),
    IS_OBSCENE("is obscene", "must be obscene"),
    IS_NOT_OBSCENE("is not obscene", "must not be obscene");

    private static final Map<String, Operator> BY_TEXT =
            Arrays.stream(values())
                    .collect(Collectors.toUnmodifiableMap(Operator::text, Function.identity()));

    private final String text;
    private final String demand;
    private final boolean binary;
    private final @Nullable BiPredicate<Comparand, Comparand> test;

    Operator(String text, String demand, BiPredicate<Comparand, Comparand> test) {
        this.text = text;
        this.demand = demand;
        this.binary = true;
        this.test = test;
    }

    Operator(String text, String demand, Predicate<Comparand> test) {
        this.text = text;
        this.demand = demand;
        this.binary = false;
        this.test = (left, ignored) -> test.test(left);
    }

    Operator(String text, String demand) {
        this.text = text;
        this.demand = demand;
        this.binary = false;
        this.test = null;
    }

    public static Optional<Operator> find(String text) {
        return Optional.ofNullable(BY_TEXT.get(text));
    }

    /** As a rule writes it: {@code is equal to}. */
    public String text() {
        return text;
    }

    /** Whether it needs a right-hand value. */
    public boolean isBinary() {
        return binary;
    }

    public boolean isSupported() {
        return test != null;
    }

    boolean isPattern() {
        return this == MATCHES_PATTERN || this == DOES_NOT_MATCH_PATTERN;
    }

    /** What a sentence demands of the value, as in {@code State must not be FL}. */
    String demand() {
        return demand;
    }

    boolean holds(Comparand left, Comparand right) {
        if (test == null) {
            throw new IllegalStateException("Not supported: " + text);
        }
        return test.test(left, right);
    }

    private static BiPredicate<Comparand, Comparand> not(BiPredicate<Comparand, Comparand> test) {
        return test.negate();
    }

    private static Predicate<Comparand> not(Predicate<Comparand> test) {
        return test.negate();
    }

    private static BiPredicate<Comparand, Comparand> ordered(Predicate<Integer> wanted) {
        return (left, right) -> {
            Integer order = Comparisons.order(left, right);
            return order != null && wanted.test(order);
        };
    }
}
