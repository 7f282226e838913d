package io.waybill.language.templates;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits an expression into numbers, texts, names and operators. */
final class MathLexer {

    private static final Pattern BLANK = Pattern.compile("(?:\\s|/\\*.*?\\*/)++", Pattern.DOTALL);
    private static final Pattern RADIX = Pattern.compile("0(?:x([0-9a-fA-F]++)|b([01]++))");
    private static final Pattern NUMBER =
            Pattern.compile("(?:\\d++\\.?\\d*+|\\.\\d++)(?:[eE][+-]?\\d++)?");
    private static final Pattern TEXT =
            Pattern.compile("'((?:[^'\\\\]|\\\\.)*+)'|\"((?:[^\"\\\\]|\\\\.)*+)\"");
    private static final Pattern NAME = Pattern.compile("[\\p{L}_$][\\p{L}\\d_$]*+");
    private static final Pattern SYMBOL =
            Pattern.compile("[<>=!]=|\\|\\||&&|[-+*/%^?:.()\\[\\],<>!•∙]");
    private static final Set<String> WORDS = Set.of("and", "or", "not");
    private static final MathToken END = new MathToken(MathToken.Kind.END, "", 0);

    private final String source;
    private final List<MathToken> tokens = new ArrayList<>();
    private int at;

    private MathLexer(String source) {
        this.source = source;
    }

    /** The tokens, with an end mark. */
    static List<MathToken> tokens(String source) {
        MathLexer lexer = new MathLexer(source);
        lexer.skip();
        while (lexer.at < source.length()) {
            lexer.tokens.add(lexer.next());
            lexer.skip();
        }
        lexer.tokens.add(END);
        return List.copyOf(lexer.tokens);
    }

    private void skip() {
        Matcher blank = here(BLANK);
        if (blank.lookingAt()) {
            at = blank.end();
        }
    }

    private MathToken next() {
        Matcher radix = here(RADIX);
        if (radix.lookingAt()) {
            at = radix.end();
            return number(
                    radix.group(1) != null
                            ? inRadix(radix.group(1), 16)
                            : inRadix(radix.group(2), 2));
        }
        Matcher number = here(NUMBER);
        if (number.lookingAt()) {
            at = number.end();
            return number(Double.parseDouble(number.group()));
        }
        Matcher text = here(TEXT);
        if (text.lookingAt()) {
            at = text.end();
            String quoted = text.group(1) != null ? text.group(1) : text.group(2);
            return new MathToken(MathToken.Kind.TEXT, unescaped(quoted), 0);
        }
        Matcher name = here(NAME);
        if (name.lookingAt()) {
            at = name.end();
            return WORDS.contains(name.group())
                    ? MathToken.symbol(name.group())
                    : new MathToken(MathToken.Kind.NAME, name.group(), 0);
        }
        return symbol();
    }

    private MathToken symbol() {
        Matcher symbol = here(SYMBOL);
        if (!symbol.lookingAt()) {
            throw new InvalidExpression("unknown character at position " + (at + 1));
        }
        at = symbol.end();
        return MathToken.symbol(
                switch (symbol.group()) {
                    case "•", "∙" -> "*";
                    case "&&" -> "and";
                    default -> symbol.group();
                });
    }

    private static MathToken number(double value) {
        return new MathToken(MathToken.Kind.NUMBER, "", value);
    }

    private static double inRadix(String digits, int radix) {
        double value = 0;
        for (int i = 0; i < digits.length(); i++) {
            value = value * radix + Character.digit(digits.charAt(i), radix);
        }
        return value;
    }

    private static String unescaped(String quoted) {
        StringBuilder text = new StringBuilder(quoted.length());
        for (int i = 0; i < quoted.length(); i++) {
            char character = quoted.charAt(i);
            if (character == '\\') {
                character =
                        switch (quoted.charAt(++i)) {
                            case 'n' -> '\n';
                            case 'r' -> '\r';
                            case 't' -> '\t';
                            default -> quoted.charAt(i);
                        };
            }
            text.append(character);
        }
        return text.toString();
    }

    private Matcher here(Pattern pattern) {
        return pattern.matcher(source).region(at, source.length());
    }
}
