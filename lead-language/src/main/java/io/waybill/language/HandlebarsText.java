package io.waybill.language;

import com.github.jknack.handlebars.Context;
import com.github.jknack.handlebars.EscapingStrategy;
import com.github.jknack.handlebars.Formatter;
import com.github.jknack.handlebars.Handlebars;
import com.github.jknack.handlebars.HandlebarsException;
import com.github.jknack.handlebars.Template;
import com.github.jknack.handlebars.context.MapValueResolver;
import com.github.jknack.handlebars.io.AbstractTemplateLoader;
import com.github.jknack.handlebars.io.TemplateSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Handlebars in a sandbox: no files, no classes, no partials, no decorators, no change of
 * delimiters, helpers from a short list, values from maps, lists and typed values only.
 */
final class HandlebarsText implements TemplateText {

    private static final int DEEPEST = 32;

    /** Steps of a rendering, however little it writes. */
    static final int LEAST_WORK = 100;

    private static final Set<String> BLOCKS = Set.of("if", "unless", "each", "with", "else");
    private static final Pattern TAG = Pattern.compile("\\{\\{+~?\\s*([#^/>*=]?)\\s*([^\\s}~]*)");

    private static final Handlebars HANDLEBARS =
            new Handlebars(new NoPartials())
                    .with(new TemplateHelpers())
                    .with(encoded())
                    .with(asWritten())
                    .infiniteLoops(false);

    private final Template compiled;
    private final TemplateParts parts;

    private HandlebarsText(Template compiled, TemplateParts parts) {
        this.compiled = compiled;
        this.parts = parts;
    }

    static HandlebarsText compile(String written) {
        String source = IndexNotation.inHandlebars(written);
        refuseForbiddenTags(source);
        try {
            Template compiled = HANDLEBARS.compileInline(source);
            List<TemplateTag> tags = TemplateReader.tags(source);
            return new HandlebarsText(compiled, TemplateParts.of(tags));
        } catch (HandlebarsException e) {
            throw new InvalidTemplate("Template does not parse: " + firstLine(e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Set<String> variables() {
        return parts.variables();
    }

    @Override
    public String render(Vars vars, UnaryOperator<String> encoding) {
        return render(new Rendering(vars, parts, encoding));
    }

    @Override
    public @Nullable Object renderValue(Vars vars) {
        Rendering rendering = new Rendering(vars, parts, UnaryOperator.identity());
        String text = render(rendering);
        return switch (rendering.last()) {
            case null -> null;
            case Number number -> number;
            case Boolean truth -> truth;
            default -> text;
        };
    }

    private String render(Rendering rendering) {
        TemplateBudget budget = rendering.budget();
        Context context =
                Context.newBuilder(rendering.vars().toMap())
                        .resolver(
                                MapValueResolver.INSTANCE,
                                TypedValueResolver.INSTANCE,
                                DottedKeys.INSTANCE)
                        .build();
        try {
            String text =
                    ScopedValue.where(Rendering.CURRENT, rendering)
                            .call(() -> compiled.apply(context));
            if (text.length() > TemplateBudget.CHARACTERS) {
                budget.write(text.length());
            }
            WorkLimit.spend(text.length());
            return text;
        } catch (HandlebarsException e) {
            throw meant(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            // A rendering that fails has cost as much.
            WorkLimit.spend(LEAST_WORK + budget.spent());
        }
    }

    private static RuntimeException meant(HandlebarsException e) {
        return switch (e.getCause()) {
            case TemplateFailed failed -> failed;
            case WorkLimit.TooMuchWork tooMuch -> tooMuch;
            case null, default ->
                    new TemplateFailed("Template cannot be rendered with these values");
        };
    }

    private static void refuseForbiddenTags(String source) {
        int depth = 0;
        Matcher tags = TAG.matcher(source);
        while (tags.find()) {
            String name = tags.group(2);
            switch (tags.group(1)) {
                case ">", "*", "=" ->
                        throw new InvalidTemplate("Partials and decorators are not allowed");
                case "#" -> {
                    refuseUnknownBlock(name);
                    depth++;
                }
                case "^" -> {
                    if (!name.isEmpty()) {
                        refuseUnknownBlock(name);
                        depth++;
                    }
                }
                case "/" -> depth--;
                default -> {}
            }
            if (depth > DEEPEST) {
                throw new InvalidTemplate("Blocks are nested deeper than " + DEEPEST);
            }
        }
    }

    private static void refuseUnknownBlock(String name) {
        if (name.startsWith(">") || name.startsWith("*")) {
            throw new InvalidTemplate("Partials and decorators are not allowed");
        }
        if (!BLOCKS.contains(name)) {
            throw new InvalidTemplate("Unknown block: " + name);
        }
    }

    private static Formatter asWritten() {
        return (value, next) -> {
            String text = Values.text(value);
            if (Rendering.CURRENT.isBound()) {
                Rendering.CURRENT.get().gave(value);
                Rendering.CURRENT.get().budget().write(text.length());
            }
            return text;
        };
    }

    private static EscapingStrategy encoded() {
        return written ->
                Rendering.CURRENT.isBound()
                        ? Rendering.CURRENT.get().encoded(written.toString())
                        : written.toString();
    }

    private static String firstLine(HandlebarsException e) {
        String message = e.getError() == null ? e.getMessage() : e.getError().reason;
        return message == null ? "unknown reason" : message.lines().findFirst().orElse("");
    }

    private static final class NoPartials extends AbstractTemplateLoader {
        @Override
        public TemplateSource sourceAt(String location) throws IOException {
            throw new IOException("Partials are not allowed");
        }
    }
}
