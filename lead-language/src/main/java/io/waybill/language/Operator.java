package io.waybill.language;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * How a rule compares. A negated operator holds exactly where its opposite does not, except that a
 * pattern which gives up (see {@link SafePattern}) neither matches nor does not match.
 */
public enum Operator {
    IS_EQUAL_TO("equal", "is equal to", "must be", Comparisons::same),
    IS_NOT_EQUAL_TO("equal", "is not equal to", "must not be", not(Comparisons::same)),
    IS_LESS_THAN("order", "is less than", "must be less than", ordered(order -> order < 0)),
    IS_LESS_THAN_OR_EQUAL_TO(
            "order",
            "is less than or equal to",
            "must be less than or equal to",
            ordered(order -> order <= 0)),
    IS_GREATER_THAN(
            "order", "is greater than", "must be greater than", ordered(order -> order > 0)),
    IS_GREATER_THAN_OR_EQUAL_TO(
            "order",
            "is greater than or equal to",
            "must be greater than or equal to",
            ordered(order -> order >= 0)),
    IS_BETWEEN("between", "is between", "must be between", Comparisons::between),
    IS_NOT_BETWEEN("between", "is not between", "must not be between", not(Comparisons::between)),
    IS_INCLUDED_IN("include", "is included in", "must be one of", Comparisons::includedIn),
    IS_NOT_INCLUDED_IN(
            "include", "is not included in", "must not be one of", not(Comparisons::includedIn)),
    INCLUDES("include", "includes", "must include", Comparisons::includes),
    DOES_NOT_INCLUDE("include", "does not include", "must not include", not(Comparisons::includes)),
    MATCHES_PATTERN("pattern", "matches pattern", "must match pattern", Comparisons::matches),
    DOES_NOT_MATCH_PATTERN(
            "pattern",
            "does not match pattern",
            "must not match pattern",
            Comparisons::doesNotMatch),
    IS_BLANK("blank", "is blank", "must be blank", Comparand::isBlank),
    IS_NOT_BLANK("blank", "is not blank", "must not be blank", not(Comparand::isBlank)),
    IS_TRUE("truth", "is true", "must be true", Comparand::isTrue),
    IS_NOT_TRUE("truth", "is not true", "must not be true", not(Comparand::isTrue)),
    IS_FALSE("truth", "is false", "must be false", Comparand::isFalse),
    IS_NOT_FALSE("truth", "is not false", "must not be false", not(Comparand::isFalse)),
    FORMAT_IS_VALID("format", "format is valid", "must be valid", Comparand::isValid),
    FORMAT_IS_INVALID("format", "format is invalid", "must be invalid", not(Comparand::isValid)),
    IS_OBSCENE("obscene", "is obscene", "must be obscene", Comparisons::obscene),
    IS_NOT_OBSCENE("obscene", "is not obscene", "must not be obscene", not(Comparisons::obscene));

    private static final Map<String, Operator> BY_TEXT =
            Arrays.stream(values())
                    .collect(Collectors.toUnmodifiableMap(Operator::text, Function.identity()));

    private final String group;
    private final String text;
    private final String demand;
    private final boolean binary;
    private final BiPredicate<Comparand, Comparand> test;

    Operator(String group, String text, String demand, BiPredicate<Comparand, Comparand> test) {
        this.group = group;
        this.text = text;
        this.demand = demand;
        this.binary = true;
        this.test = test;
    }

    Operator(String group, String text, String demand, Predicate<Comparand> test) {
        this.group = group;
        this.text = text;
        this.demand = demand;
        this.binary = false;
        this.test = (left, ignored) -> test.test(left);
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

    /** The operators that types have together: an operator and its opposite are of one. */
    String group() {
        return group;
    }

    boolean isPattern() {
        return this == MATCHES_PATTERN || this == DOES_NOT_MATCH_PATTERN;
    }

    /** What a sentence demands of the value, as in {@code State must not be FL}. */
    String demand() {
        return demand;
    }

    boolean holds(Comparand left, Comparand right) {
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
