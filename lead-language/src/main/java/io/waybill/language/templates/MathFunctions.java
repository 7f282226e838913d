package io.waybill.language.templates;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoublePredicate;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/** What expressions can call. The same arguments give the same result on every machine. */
final class MathFunctions {

    @FunctionalInterface
    interface OfOne {
        Object of(Object value);
    }

    @FunctionalInterface
    interface OfTwo {
        Object of(Object left, Object right);
    }

    @FunctionalInterface
    interface OfMany {
        Object of(List<Object> values);
    }

    /** A function and how many arguments it takes. */
    record Named(OfMany function, int least, int most) {}

    private static final Map<String, OfOne> PREFIX = prefix();
    private static final Map<String, OfTwo> INFIX = infix();
    private static final Map<String, Named> NAMED = named();

    private MathFunctions() {}

    /** A function of one argument, which may stand before it without parentheses. */
    static @Nullable OfOne prefix(String name) {
        return PREFIX.get(name);
    }

    static OfTwo infix(String operator) {
        OfTwo function = INFIX.get(operator);
        if (function == null) {
            throw new IllegalArgumentException(operator);
        }
        return function;
    }

    static @Nullable Named named(String name) {
        return NAMED.get(name);
    }

    private static Map<String, OfOne> prefix() {
        Map<String, OfOne> all = new HashMap<>();
        Map<String, DoubleUnaryOperator> numeric = new HashMap<>();
        numeric.put("-", x -> -x);
        numeric.put("+", x -> x);
        numeric.put("!", x -> Gamma.of(x + 1));
        numeric.put("abs", Math::abs);
        numeric.put("acos", StrictMath::acos);
        numeric.put("acosh", x -> StrictMath.log(x + Math.sqrt(x * x - 1)));
        numeric.put("asin", StrictMath::asin);
        numeric.put("asinh", x -> x == Double.NEGATIVE_INFINITY ? x : asinh(x));
        numeric.put("atan", StrictMath::atan);
        numeric.put("atanh", x -> StrictMath.log((1 + x) / (1 - x)) / 2);
        numeric.put("cbrt", StrictMath::cbrt);
        numeric.put("ceil", Math::ceil);
        numeric.put("cos", StrictMath::cos);
        numeric.put("cosh", StrictMath::cosh);
        numeric.put("exp", StrictMath::exp);
        numeric.put("expm1", StrictMath::expm1);
        numeric.put("floor", Math::floor);
        numeric.put("lg", StrictMath::log10);
        numeric.put("ln", StrictMath::log);
        numeric.put("log", StrictMath::log);
        numeric.put("log10", StrictMath::log10);
        numeric.put("log1p", StrictMath::log1p);
        numeric.put("log2", x -> StrictMath.log(x) / StrictMath.log(2));
        numeric.put("round", MathFunctions::round);
        numeric.put("sign", Math::signum);
        numeric.put("sin", StrictMath::sin);
        numeric.put("sinh", StrictMath::sinh);
        numeric.put("sqrt", Math::sqrt);
        numeric.put("tan", StrictMath::tan);
        numeric.put("tanh", StrictMath::tanh);
        numeric.put("trunc", x -> x < 0 ? Math.ceil(x) : Math.floor(x));
        numeric.forEach((name, function) ->
                all.put(name, value -> function.applyAsDouble(MathValues.number(value))));
        all.put("not", value -> !MathValues.truth(value));
        all.put("length", MathFunctions::length);
        return Map.copyOf(all);
    }

    private static Map<String, OfTwo> infix() {
        Map<String, OfTwo> all = new HashMap<>();
        all.put("+", numeric(Double::sum));
        all.put("-", numeric((a, b) -> a - b));
        all.put("*", numeric((a, b) -> a * b));
        all.put("/", numeric((a, b) -> a / b));
        all.put("%", numeric((a, b) -> a % b));
        all.put("^", numeric(StrictMath::pow));
        all.put("||", MathValues::joined);
        all.put("==", MathValues::same);
        all.put("!=", (left, right) -> !MathValues.same(left, right));
        all.put("<", ordered(order -> order < 0));
        all.put("<=", ordered(order -> order <= 0));
        all.put(">", ordered(order -> order > 0));
        all.put(">=", ordered(order -> order >= 0));
        all.put("[", MathFunctions::item);
        return Map.copyOf(all);
    }

    private static Map<String, Named> named() {
        Map<String, Named> all = new HashMap<>();
        all.put("min", new Named(values -> extreme(values, Math::min), 1, 100));
        all.put("max", new Named(values -> extreme(values, Math::max), 1, 100));
        Named hypotenuse = new Named(MathFunctions::hypotenuse, 1, 100);
        all.put("hypot", hypotenuse);
        all.put("pyt", hypotenuse);
        all.put("pow", pair(numeric(StrictMath::pow)));
        all.put("atan2", pair(numeric(StrictMath::atan2)));
        all.put("fac", new Named(v -> Gamma.of(MathValues.number(v.getFirst()) + 1), 1, 1));
        all.put("gamma", new Named(v -> Gamma.of(MathValues.number(v.getFirst())), 1, 1));
        all.put("roundTo", new Named(MathFunctions::roundTo, 1, 2));
        all.put("if", new Named(v -> MathValues.truth(v.get(0)) ? v.get(1) : v.get(2), 3, 3));
        all.put("indexOf", pair(MathFunctions::indexOf));
        all.put("join", pair(MathFunctions::join));
        return Map.copyOf(all);
    }

    private static Named pair(OfTwo function) {
        return new Named(values -> function.of(values.get(0), values.get(1)), 2, 2);
    }

    private static OfTwo numeric(DoubleBinaryOperator function) {
        return (left, right) ->
                function.applyAsDouble(MathValues.number(left), MathValues.number(right));
    }

    private static OfTwo ordered(DoublePredicate wanted) {
        return (left, right) -> wanted.test(MathValues.order(left, right));
    }

    /** Halves go up, so that -2.5 becomes -2. */
    static double round(double value) {
        double below = Math.floor(value);
        return value - below >= 0.5 ? below + 1 : below;
    }

    private static double asinh(double x) {
        return StrictMath.log(x + Math.sqrt(x * x + 1));
    }

    private static Object length(Object value) {
        return (double)
                (value instanceof List<?> list ? list.size() : MathValues.text(value).length());
    }

    private static List<?> flat(List<Object> values) {
        return values.size() == 1 && values.getFirst() instanceof List<?> list ? list : values;
    }

    private static Object extreme(List<Object> values, DoubleBinaryOperator better) {
        return flat(values).stream()
                .mapToDouble(MathValues::number)
                .reduce(better)
                .orElse(Double.NaN);
    }

    private static Object hypotenuse(List<Object> values) {
        double squares = 0;
        double largest = 0;
        for (Object value : values) {
            largest = Math.max(largest, Math.abs(MathValues.number(value)));
        }
        if (largest == 0 || !Double.isFinite(largest)) {
            return largest;
        }
        for (Object value : values) {
            double share = MathValues.number(value) / largest;
            squares += share * share;
        }
        return largest * Math.sqrt(squares);
    }

    private static Object roundTo(List<Object> values) {
        double value = MathValues.number(values.getFirst());
        double digits = values.size() < 2 ? 0 : MathValues.number(values.get(1));
        boolean usable = Math.abs(digits) <= 100 && digits == Math.rint(digits);
        return usable && Double.isFinite(value)
                ? Decimals.round(value, (int) digits).doubleValue()
                : Double.NaN;
    }

    private static Object item(Object list, Object index) {
        double at = MathValues.number(index);
        if (list instanceof List<?> items && at >= 0 && at < items.size()) {
            Object item = items.get((int) at);
            if (item != null) {
                return item;
            }
        }
        throw new MathScope.NoValue();
    }

    private static Object indexOf(Object wanted, Object in) {
        return (double)
                (in instanceof List<?> list
                        ? list.indexOf(wanted)
                        : MathValues.text(in).indexOf(MathValues.text(wanted)));
    }

    private static Object join(Object separator, Object list) {
        if (!(list instanceof List<?> items)) {
            throw new MathScope.NoValue();
        }
        List<String> texts = new ArrayList<>();
        int length = 0;
        for (Object item : items) {
            String text = MathValues.text(item);
            length += text.length() + MathValues.text(separator).length();
            MathValues.bounded(length, text);
            texts.add(text);
        }
        return String.join(MathValues.text(separator), texts);
    }
}
