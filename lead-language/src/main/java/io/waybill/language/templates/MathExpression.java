package io.waybill.language.templates;

import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Arithmetic in the grammar of expr-eval: numbers, texts, lists, variables with dots, {@code + - *
 * / % ^ !}, comparisons, {@code and or not}, {@code a ? b : c} and functions. Assignments,
 * functions of its own and random numbers do not exist. Compile once, evaluate often; safe for
 * threads.
 */
public final class MathExpression {

    private static final int LONGEST = 2_000;

    private final MathNode root;
    private final Set<String> variables;

    private MathExpression(MathNode root, Set<String> variables) {
        this.root = root;
        this.variables = variables;
    }

    /**
     * @throws InvalidExpression when it is too long, nested too deep or does not parse
     */
    public static MathExpression compile(String source) {
        if (source.length() > LONGEST) {
            throw new InvalidExpression("it is longer than " + LONGEST + " characters");
        }
        MathParser parser = new MathParser(source);
        return new MathExpression(parser.parse(), parser.variables());
    }

    /** The dotted paths that it reads. */
    public Set<String> variables() {
        return variables;
    }

    /**
     * Works it out.
     *
     * @param scope value of a variable: Double, String, Boolean, a list of these, or null for none
     */
    public Result evaluate(Function<String, @Nullable Object> scope) {
        MathScope of = new MathScope(scope);
        try {
            Object value = root.value(of);
            return new Result(usable(value) ? value : null, of.spent());
        } catch (MathScope.NoValue none) {
            return new Result(null, of.spent());
        }
    }

    private static boolean usable(Object value) {
        return value instanceof Boolean
                || (value instanceof Double number && Double.isFinite(number));
    }

    /**
     * What came out.
     *
     * @param value a finite Double or a Boolean; null when a variable was missing or there is no
     *     such number
     * @param steps what it cost, in parts that were looked at
     */
    public record Result(@Nullable Object value, int steps) {}
}
