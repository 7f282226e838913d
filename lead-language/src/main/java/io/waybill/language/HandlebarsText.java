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
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Handlebars in a sandbox: no files, no classes, no partials, no decorators, no change of
 * delimiters, helpers from a short list, values from maps, lists and typed values only.
 */
final class HandlebarsText {

    private static final int DEEPEST = 32;
    private static final int LEAST_WORK = 100;
    private static final Set<String> BLOCKS = Set.of("if", "unless", "each", "with", "else");
    private static final Pattern TAG = Pattern.compile("\\{\\{+~?\\s*([#^/>*=]?)\\s*([^\\s}~]*)");
    private static final Handlebars HANDLEBARS =
            new Handlebars(new NoPartials())
                    .with(new TemplateHelpers())
                    .with(EscapingStrategy.NOOP)
                    .with(asWritten())
                    .infiniteLoops(false);

    private final Template compiled;

    private HandlebarsText(Template compiled) {
        this.compiled = compiled;
    }

    static HandlebarsText compile(String source) {
        refuseForbiddenTags(source);
        try {
            return new HandlebarsText(HANDLEBARS.compileInline(source));
        } catch (HandlebarsException e) {
            throw new InvalidTemplate("Template does not parse: " + firstLine(e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String render(Vars vars) {
        TemplateBudget budget = new TemplateBudget();
        Context context =
                Context.newBuilder(vars.toMap())
                        .resolver(MapValueResolver.INSTANCE, TypedValueResolver.INSTANCE)
                        .build();
        try {
            String text =
                    ScopedValue.where(TemplateBudget.CURRENT, budget)
                            .call(() -> compiled.apply(context));
            if (text.length() > TemplateBudget.CHARACTERS) {
                budget.write(text.length());
            }
            WorkLimit.spend(text.length());
            return text;
        } catch (HandlebarsException e) {
            if (e.getCause() instanceof TemplateFailed failed) {
                throw failed;
            }
            throw new TemplateFailed("Template cannot be rendered with these values");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            // A rendering that fails has cost as much.
            WorkLimit.spend(LEAST_WORK + budget.spent());
        }
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
            if (TemplateBudget.CURRENT.isBound()) {
                TemplateBudget.CURRENT.get().write(text.length());
            }
            return text;
        };
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
