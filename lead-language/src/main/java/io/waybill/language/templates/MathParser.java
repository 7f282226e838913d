package io.waybill.language.templates;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Recursive descent, from the loosest binding to the tightest: choice, or, and, comparison, sums,
 * products, what stands before (signs, not, sqrt …), powers (from the right), factorials, calls.
 */
final class MathParser {

    private static final int DEEPEST = 100;
    private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");
    private static final Set<String> SUMS = Set.of("+", "-", "||");
    private static final Set<String> PRODUCTS = Set.of("*", "/", "%");
    private static final Set<String> STARTS = Set.of("(", "[", "+", "-", "!", "not");
    private static final Set<String> NOT_REPEATABLE = Set.of("random", "rand");
    private static final Map<String, Object> CONSTANTS =
            Map.of("E", Math.E, "PI", Math.PI, "true", true, "false", false);

    private final List<MathToken> tokens;
    private final Set<String> variables = new LinkedHashSet<>();
    private int at;
    private int depth;

    MathParser(String source) {
        this.tokens = MathLexer.tokens(source);
    }

    MathNode parse() {
        MathNode node = choice();
        if (current().kind() != MathToken.Kind.END) {
            throw unexpected();
        }
        return node;
    }

    Set<String> variables() {
        return Set.copyOf(variables);
    }

    private MathNode choice() {
        MathNode node = or();
        while (accept("?")) {
            MathNode then = choice();
            expect(":");
            node = new MathNode.Choice(node, then, choice());
        }
        return node;
    }

    private MathNode or() {
        MathNode node = and();
        while (accept("or")) {
            node = new MathNode.Logic(true, node, and());
        }
        return node;
    }

    private MathNode and() {
        MathNode node = comparison();
        while (accept("and")) {
            node = new MathNode.Logic(false, node, comparison());
        }
        return node;
    }

    private MathNode comparison() {
        MathNode node = sum();
        while (isOneOf(COMPARISONS)) {
            node = new MathNode.Binary(MathFunctions.infix(take().text()), node, sum());
        }
        return node;
    }

    private MathNode sum() {
        MathNode node = product();
        while (isOneOf(SUMS)) {
            node = new MathNode.Binary(MathFunctions.infix(take().text()), node, product());
        }
        return node;
    }

    private MathNode product() {
        MathNode node = signed();
        while (isOneOf(PRODUCTS)) {
            node = new MathNode.Binary(MathFunctions.infix(take().text()), node, signed());
        }
        return node;
    }

    /** {@code -x}, {@code sqrt x}: looser than a power; {@code sqrt(x)} is a call, and tighter. */
    private MathNode signed() {
        // Whatever nests comes through here.
        if (++depth > DEEPEST) {
            throw new InvalidExpression("it is nested too deep");
        }
        MathFunctions.OfOne function = standsBefore() ? prefix(take().text()) : null;
        MathNode node = function == null ? power() : new MathNode.Unary(function, signed());
        depth--;
        return node;
    }

    private boolean standsBefore() {
        MathToken next = after();
        return switch (current().kind()) {
            case SYMBOL -> STARTS.contains(current().text()) && !isBracket(current());
            // A name like length is a variable where nothing follows that it could apply to.
            case NAME ->
                    MathFunctions.prefix(current().text()) != null
                            && !next.is("(")
                            && next.kind() != MathToken.Kind.END
                            && (next.kind() != MathToken.Kind.SYMBOL
                                    || STARTS.contains(next.text()));
            default -> false;
        };
    }

    private static boolean isBracket(MathToken token) {
        return token.is("(") || token.is("[");
    }

    private MathNode power() {
        MathNode node = postfix();
        while (accept("^")) {
            node = new MathNode.Binary(MathFunctions.infix("^"), node, signed());
        }
        return node;
    }

    private MathNode postfix() {
        MathNode node = atom();
        while (accept("[")) {
            node = new MathNode.Binary(MathFunctions.infix("["), node, choice());
            expect("]");
        }
        while (accept("!")) {
            node = new MathNode.Unary(prefix("!"), node);
        }
        return node;
    }

    private MathNode atom() {
        MathToken token = take();
        return switch (token.kind()) {
            case NUMBER -> new MathNode.Constant(token.number());
            case TEXT -> new MathNode.Constant(token.text());
            case NAME -> current().is("(") ? call(token.text()) : named(token.text());
            case SYMBOL -> bracketed(token);
            case END -> throw new InvalidExpression("it ends too early");
        };
    }

    private MathNode bracketed(MathToken token) {
        if (token.is("(")) {
            MathNode node = choice();
            expect(")");
            return node;
        }
        if (token.is("[")) {
            return new MathNode.Items(list("]"));
        }
        at--;
        throw unexpected();
    }

    private MathNode named(String name) {
        Object constant = CONSTANTS.get(name);
        if (constant != null) {
            return new MathNode.Constant(constant);
        }
        StringBuilder path = new StringBuilder(name);
        while (accept(".")) {
            if (current().kind() != MathToken.Kind.NAME) {
                throw unexpected();
            }
            path.append('.').append(take().text());
        }
        variables.add(path.toString());
        return new MathNode.Variable(path.toString());
    }

    private MathNode call(String name) {
        expect("(");
        List<MathNode> arguments = list(")");
        MathFunctions.OfOne prefix = MathFunctions.prefix(name);
        if (prefix != null && arguments.size() == 1) {
            return new MathNode.Unary(prefix, arguments.getFirst());
        }
        if (NOT_REPEATABLE.contains(name)) {
            throw new InvalidExpression(
                    "random numbers are not allowed: a decision can be repeated");
        }
        MathFunctions.Named function = MathFunctions.named(name);
        if (function == null && prefix == null) {
            throw new InvalidExpression("there is no function " + name);
        }
        if (function == null
                || arguments.size() < function.least()
                || arguments.size() > function.most()) {
            throw new InvalidExpression(name + " takes another number of arguments");
        }
        return new MathNode.Call(function.function(), arguments);
    }

    private List<MathNode> list(String end) {
        List<MathNode> items = new ArrayList<>();
        while (!accept(end)) {
            if (!items.isEmpty()) {
                expect(",");
            }
            items.add(choice());
        }
        return List.copyOf(items);
    }

    private static MathFunctions.OfOne prefix(String name) {
        MathFunctions.@Nullable OfOne function = MathFunctions.prefix(name);
        if (function == null) {
            throw new IllegalArgumentException(name);
        }
        return function;
    }

    private MathToken current() {
        return tokens.get(at);
    }

    private MathToken after() {
        return tokens.get(Math.min(at + 1, tokens.size() - 1));
    }

    private MathToken take() {
        MathToken token = current();
        at = Math.min(at + 1, tokens.size() - 1);
        return token;
    }

    private boolean isOneOf(Set<String> symbols) {
        return current().kind() == MathToken.Kind.SYMBOL && symbols.contains(current().text());
    }

    private boolean accept(String symbol) {
        boolean accepted = current().is(symbol);
        if (accepted) {
            take();
        }
        return accepted;
    }

    private void expect(String symbol) {
        if (!accept(symbol)) {
            throw new InvalidExpression("expected " + symbol + found());
        }
    }

    private InvalidExpression unexpected() {
        return new InvalidExpression("unexpected" + found());
    }

    private String found() {
        return current().kind() == MathToken.Kind.END ? " before its end" : " at word " + (at + 1);
    }
}
