package io.waybill.language;

import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Compiled text with tags in it. */
sealed interface TemplateText permits HandlebarsText, PlainText {

    /**
     * As text in which what each tag writes is encoded, but for tags in three braces.
     *
     * @throws TemplateFailed when the result or the work for it grows beyond its limit
     */
    String render(Vars vars, UnaryOperator<String> encoding);

    /** The value of the only tag: a number or a truth stays one, all else is text. */
    @Nullable Object renderValue(Vars vars);

    /** The dotted paths that it reads. */
    Set<String> variables();
}
