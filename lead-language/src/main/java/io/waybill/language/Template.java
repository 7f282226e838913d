package io.waybill.language;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Text with variables: a literal, exactly one variable (whose value keeps its type), or Handlebars
 * text with {@code if}, {@code unless}, {@code each}, {@code with} and {@code lookup}. Other
 * helpers, partials and decorators are refused when it is compiled. Nothing is escaped: who uses
 * the result encodes it. Compile once, render often; safe for threads.
 */
public final class Template {

    static final int LONGEST_SOURCE = 65_536;

    private static final Pattern ONE_VARIABLE =
            Pattern.compile("\\{\\{\\{?\\s*([^\\s{}()\"'#^/&>!]+)\\s*\\}?\\}\\}");

    private final String source;
    private final Form form;

    private Template(String source, Form form) {
        this.source = source;
        this.form = form;
    }

    private sealed interface Form {
        record Literal(String text) implements Form {}

        record Variable(VarPath path) implements Form {}

        record Written(HandlebarsText text) implements Form {}
    }

    /**
     * @throws InvalidTemplate when it is too long, does not parse, or asks for what is not allowed
     */
    public static Template compile(String source) {
        if (source.length() > LONGEST_SOURCE) {
            throw new InvalidTemplate("Template is longer than " + LONGEST_SOURCE + " characters");
        }
        if (!source.contains("{{")) {
            return new Template(source, new Form.Literal(source));
        }
        Matcher variable = ONE_VARIABLE.matcher(source);
        if (variable.matches() && VarPath.isPath(variable.group(1))) {
            return new Template(source, new Form.Variable(VarPath.of(variable.group(1))));
        }
        return new Template(source, new Form.Written(HandlebarsText.compile(source)));
    }

    /**
     * The value: text, or for a single variable whatever it is, null when there is none.
     *
     * @throws TemplateFailed when the result or the work for it grows beyond its limit
     */
    public @Nullable Object render(Vars vars) {
        return switch (form) {
            case Form.Literal literal -> literal.text();
            case Form.Variable variable -> vars.get(variable.path());
            case Form.Written written -> written.text().render(vars);
        };
    }

    /** The value as text; empty when there is none. */
    public String renderText(Vars vars) {
        return Values.text(render(vars));
    }

    /** Whether every rendering gives the same text. */
    public boolean isLiteral() {
        return form instanceof Form.Literal;
    }

    public String source() {
        return source;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Template template && source.equals(template.source);
    }

    @Override
    public int hashCode() {
        return source.hashCode();
    }

    @Override
    public String toString() {
        return "Template[" + source.length() + " characters]";
    }
}
