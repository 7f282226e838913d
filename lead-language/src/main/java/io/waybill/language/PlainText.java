package io.waybill.language;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What most templates are: text, variables, and {@code format} of a variable with options in
 * quotes. Gives what Handlebars gives, in a hundredth of the time; rules of the time of day are
 * made of it.
 */
final class PlainText implements TemplateText {

    private static final Pattern VARIABLE =
            Pattern.compile("\\{\\{\\s*([\\w$.-]+)\\s*}}|\\{\\{\\{\\s*([\\w$.-]+)\\s*}}}");
    private static final Pattern FORMAT = Pattern.compile("\\{\\{\\s*format\\s[^{}~\\\\]*}}");
    private static final Pattern INDEXED = Pattern.compile("\\.\\d+(?:\\.|$)");

    private final List<Piece> pieces;
    private final Set<String> variables;

    private PlainText(List<Piece> pieces, Set<String> variables) {
        this.pieces = List.copyOf(pieces);
        this.variables = variables;
    }

    private sealed interface Piece {
        record Text(String text) implements Piece {}

        /**
         * @param encoded false in three braces
         */
        record Variable(VarPath path, boolean encoded) implements Piece {}

        record Formatted(VarPath path, FormatHelper format) implements Piece {}
    }

    /**
     * Empty for what needs more than this.
     *
     * @param source that Handlebars has compiled, so that there is no mistake in it
     * @param variables that it reads
     */
    static Optional<PlainText> of(String source, Set<String> variables) {
        if (source.indexOf('\\') >= 0) {
            return Optional.empty();
        }
        List<Piece> pieces = new ArrayList<>();
        int from = 0;
        for (TemplateTag tag : TemplateReader.tags(source)) {
            Optional<Piece> piece = piece(source.substring(tag.start(), tag.end()), tag);
            if (piece.isEmpty()) {
                return Optional.empty();
            }
            if (tag.start() > from) {
                pieces.add(new Piece.Text(source.substring(from, tag.start())));
            }
            pieces.add(piece.get());
            from = tag.end();
        }
        if (from < source.length()) {
            pieces.add(new Piece.Text(source.substring(from)));
        }
        return Optional.of(new PlainText(pieces, variables));
    }

    private static Optional<Piece> piece(String written, TemplateTag tag) {
        if (tag.kind() != TemplateTag.Kind.VALUE) {
            return Optional.empty();
        }
        TemplateCall call = tag.call();
        Matcher variable = VARIABLE.matcher(written);
        if (call.isAlone() && variable.matches()) {
            return path(call.name())
                    .map(path -> new Piece.Variable(path, variable.group(1) != null));
        }
        boolean formats = call.name().equals("format") && FORMAT.matcher(written).matches();
        return formats && call.arguments().size() == 1
                ? options(call)
                        .flatMap(options ->
                                value(call)
                                        .map(path ->
                                                new Piece.Formatted(
                                                        path, new FormatHelper(options))))
                : Optional.empty();
    }

    private static Optional<VarPath> value(TemplateCall call) {
        return call.arguments().getFirst() instanceof TemplateCall.Argument.Variable(String path)
                ? path(path)
                : Optional.empty();
    }

    /** A path with a dot, which no helper and no word of Handlebars has; not by index. */
    private static Optional<VarPath> path(String path) {
        return path.indexOf('.') > 0
                        && !path.startsWith("this.")
                        && !INDEXED.matcher(path).find()
                        && VarPath.isPath(path)
                ? Optional.of(VarPath.of(path))
                : Optional.empty();
    }

    private static Optional<Map<String, Object>> options(TemplateCall call) {
        Map<String, Object> options = new LinkedHashMap<>();
        for (Map.Entry<String, TemplateCall.Argument> option : call.options().entrySet()) {
            if (!(option.getValue() instanceof TemplateCall.Argument.Text(String text))) {
                return Optional.empty();
            }
            options.put(option.getKey(), text);
        }
        return Optional.of(Map.copyOf(options));
    }

    @Override
    public Set<String> variables() {
        return variables;
    }

    @Override
    public String render(Vars vars, UnaryOperator<String> encoding) {
        TemplateBudget budget = new TemplateBudget();
        StringBuilder text = new StringBuilder();
        for (Piece piece : pieces) {
            switch (piece) {
                case Piece.Text(String literal) -> text.append(literal);
                case Piece.Variable(VarPath path, boolean encoded) -> {
                    String value = Values.text(vars.get(path));
                    budget.write(value.length());
                    text.append(encoded ? encoding.apply(value) : value);
                }
                case Piece.Formatted(VarPath path, FormatHelper format) -> {
                    String value = Values.text(formatted(format, vars.get(path)));
                    budget.write(value.length());
                    text.append(encoding.apply(value));
                }
            }
        }
        return spent(budget, text.toString());
    }

    @Override
    public @Nullable Object renderValue(Vars vars) {
        if (pieces.size() == 1
                && pieces.getFirst()
                        instanceof Piece.Formatted(VarPath path, FormatHelper format)) {
            Object value = formatted(format, vars.get(path));
            spent(new TemplateBudget(), Values.text(value));
            return value;
        }
        return render(vars, UnaryOperator.identity());
    }

    private static String spent(TemplateBudget budget, String text) {
        if (text.length() > TemplateBudget.CHARACTERS) {
            budget.write(text.length());
        }
        WorkLimit.spend(HandlebarsText.LEAST_WORK + text.length() + budget.spent());
        return text;
    }

    private static Object formatted(FormatHelper format, @Nullable Object value) {
        try {
            return format.apply(value);
        } catch (TemplateFailed | WorkLimit.TooMuchWork known) {
            throw known;
        } catch (RuntimeException impossible) {
            throw new TemplateFailed("Template cannot be rendered with these values");
        }
    }
}
