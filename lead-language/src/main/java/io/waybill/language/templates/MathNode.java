package io.waybill.language.templates;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of an expression. Values are numbers (double), texts, truths and lists of them; what has
 * no number counts as NaN.
 */
sealed interface MathNode {

    Object value(MathScope scope);

    record Constant(Object value) implements MathNode {
        @Override
        public Object value(MathScope scope) {
            return value;
        }
    }

    record Variable(String path) implements MathNode {
        @Override
        public Object value(MathScope scope) {
            return scope.get(path);
        }
    }

    record Unary(MathFunctions.OfOne function, MathNode operand) implements MathNode {
        @Override
        public Object value(MathScope scope) {
            scope.step();
            return function.of(operand.value(scope));
        }
    }

    record Binary(MathFunctions.OfTwo function, MathNode left, MathNode right) implements MathNode {
        @Override
        public Object value(MathScope scope) {
            scope.step();
            Object first = left.value(scope);
            return function.of(first, right.value(scope));
        }
    }

    /** {@code and} and {@code or}: the right side is looked at only where it decides. */
    record Logic(boolean decides, MathNode left, MathNode right) implements MathNode {
        @Override
        public Object value(MathScope scope) {
            scope.step();
            return MathValues.truth(left.value(scope)) == decides
                    ? decides
                    : MathValues.truth(right.value(scope));
        }
    }

    record Choice(MathNode condition, MathNode then, MathNode otherwise) implements MathNode {
        @Override
        public Object value(MathScope scope) {
            scope.step();
            return (MathValues.truth(condition.value(scope)) ? then : otherwise).value(scope);
        }
    }

    record Call(MathFunctions.OfMany function, List<MathNode> arguments) implements MathNode {
        @Override
        public Object value(MathScope scope) {
            return function.of(values(arguments, scope));
        }
    }

    record Items(List<MathNode> items) implements MathNode {
        @Override
        public Object value(MathScope scope) {
            return values(items, scope);
        }
    }

    private static List<Object> values(List<MathNode> nodes, MathScope scope) {
        List<Object> values = new ArrayList<>(nodes.size());
        for (MathNode node : nodes) {
            scope.step();
            values.add(node.value(scope));
        }
        return values;
    }
}
