package io.waybill.language;

import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Text with variables: a literal, exactly one variable (whose value keeps its type), or Handlebars
 * text with {@code if}, {@code unless}, {@code each}, {@code with}, {@code lookup} and the helpers
 * {@code format}, {@code math}, {@code lowercase}, {@code uppercase}, {@code substring}, {@code
 * replace}, {@code extract} and those of hashes. Other helpers, partials and decorators are refused
 * when it is compiled, as is a call of a helper that cannot work. Nothing is escaped: who uses the
 * result encodes it, or has it encoded tag by tag. There is no clock: the time is a variable like
 * any other. Compile once, render often; safe for threads.
 */
public final class Template {

    static final int LONGEST_SOURCE = 65_536;

    private static final Pattern ONE_VARIABLE =
            Pattern.compile("\\{\\{\\{?\\s*([^\\s{}()\"'#^/&>!]+)\\s*\\}?\\}\\}");

    /** {@code tags[0]} for {@code tags.0}. */
    private static final Pattern INDEX = Pattern.compile("\\[(\\d+)]");

    private final String source;
    private final Form form;

    private Template(String source, Form form) {
        this.source = source;
        this.form = form;
    }

    private sealed interface Form {
        record Literal(String text) implements Form {}

        record Variable(VarPath path) implements Form {}

        /** One call of a helper, whose result may be a number. */
        record Call(TemplateText text) implements Form {}

        record Written(TemplateText text) implements Form {}
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
        String path = variable.matches() ? INDEX.matcher(variable.group(1)).replaceAll(".$1") : "";
        if (VarPath.isPath(path)) {
            return new Template(source, new Form.Variable(VarPath.of(path)));
        }
        TemplateText text = text(source);
        return new Template(source, isCall(source) ? new Form.Call(text) : new Form.Written(text));
    }

    /** Handlebars has to understand it in any case, but is not always needed to render it. */
    private static TemplateText text(String source) {
        TemplateText written = HandlebarsText.compile(source);
        return PlainText.of(source, written.variables())
                .<TemplateText>map(plain -> plain)
                .orElse(written);
    }

    private static boolean isCall(String source) {
        TemplateTag first = TemplateReader.tags(source).getFirst();
        return first.kind() == TemplateTag.Kind.VALUE
                && !first.call().isAlone()
                && first.start() == 0
                && first.end() == source.length();
    }

    /**
     * The value: text; for a single variable whatever it is, null when there is none; for a single
     * call of {@code math}, or of {@code format} with {@code dataType="Number"}, a number.
     *
     * @throws TemplateFailed when the result or the work for it grows beyond its limit
     */
    public @Nullable Object render(Vars vars) {
        return switch (form) {
            case Form.Literal literal -> literal.text();
            case Form.Variable variable -> vars.get(variable.path());
            case Form.Call call -> call.text().renderValue(vars);
            case Form.Written written -> written.text().render(vars, UnaryOperator.identity());
        };
    }

    /** The value as text; empty when there is none. */
    public String renderText(Vars vars) {
        return Values.text(render(vars));
    }

    /**
     * The value as text in which what each tag writes is encoded, but for tags in three braces. A
     * template that is one tag alone is part of nothing: its text is as it is.
     */
    public String renderText(Vars vars, UnaryOperator<String> encoding) {
        return form instanceof Form.Written written
                ? written.text().render(vars, encoding)
                : renderText(vars);
    }

    /** Whether every rendering gives the same text. */
    public boolean isLiteral() {
        return form instanceof Form.Literal;
    }

    /**
     * The dotted paths that it reads: variables, unquoted arguments of helpers, and what stands in
     * the expressions of {@code math}. What is read inside {@code each} and {@code with} is left
     * out, since it may belong to the value there.
     */
    public Set<String> variables() {
        return switch (form) {
            case Form.Literal _ -> Set.of();
            case Form.Variable variable -> Set.of(variable.path().toString());
            case Form.Call call -> call.text().variables();
            case Form.Written written -> written.text().variables();
        };
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
