package io.waybill.language.templates;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** How the values of expressions become numbers, texts and truths: as JavaScript has it. */
final class MathValues {

    private static final int LONGEST_TEXT = 65_536;

    private MathValues() {}

    static double number(Object value) {
        return switch (value) {
            case Double number -> number;
            case Boolean truth -> truth ? 1 : 0;
            case String text -> number(text);
            case List<?> list when list.size() == 1 -> number(list.getFirst());
            default -> Double.NaN;
        };
    }

    private static double number(String text) {
        String stripped = text.strip();
        if (stripped.isEmpty()) {
            return 0;
        }
        // Java reads more than decimals: hexadecimal floats, NaN, a type's letter at the end.
        if (!stripped.chars().allMatch(c -> "0123456789+-.eE".indexOf(c) >= 0)) {
            return Double.NaN;
        }
        try {
            return Double.parseDouble(stripped);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    static boolean truth(Object value) {
        return switch (value) {
            case Boolean truth -> truth;
            case Double number -> number != 0 && !Double.isNaN(number);
            case String text -> !text.isEmpty();
            default -> true;
        };
    }

    static String text(Object value) {
        return switch (value) {
            case Double number -> DoubleText.of(number);
            case List<?> list ->
                    list.stream().map(MathValues::text).collect(Collectors.joining(","));
            default -> value.toString();
        };
    }

    static boolean same(Object left, Object right) {
        return left instanceof Double first && right instanceof Double second
                ? first.doubleValue() == second.doubleValue()
                : left.equals(right);
    }

    /** Below, at or above zero; NaN where the two have no order. */
    static double order(Object left, Object right) {
        if (left instanceof String first && right instanceof String second) {
            return first.compareTo(second);
        }
        double first = number(left);
        double second = number(right);
        return first == second ? 0 : first < second ? -1 : first > second ? 1 : Double.NaN;
    }

    static Object joined(Object left, Object right) {
        if (left instanceof List<?> first && right instanceof List<?> second) {
            List<Object> all = new ArrayList<>(first);
            all.addAll(second);
            return bounded(all.size(), all);
        }
        String text = text(left) + text(right);
        return bounded(text.length(), text);
    }

    static Object bounded(int size, Object value) {
        if (size > LONGEST_TEXT) {
            throw new MathScope.NoValue();
        }
        return value;
    }
}
