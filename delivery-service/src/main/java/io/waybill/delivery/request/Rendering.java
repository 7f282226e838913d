package io.waybill.delivery.request;

import io.waybill.language.Vars;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Renders texts that are no settings: parts of an e-mail, names of files, cells of a batch. */
public final class Rendering {

    private Rendering() {}

    /**
     * The text as it is.
     *
     * @param name for what is said where it cannot be rendered
     */
    public static String text(String name, String template, Vars vars) throws BrokenRequest {
        return Values.text(Settings.render(name, Setting.template(template), vars)).orElse("");
    }

    /** A page, in which what a tag writes is text and never more of the page. */
    public static String html(String name, String template, Vars vars) throws BrokenRequest {
        return settings(name, template).encoded(name, vars, CustomBody::inXml).orElse("");
    }

    /** The value as a JSON model; null for a blank. */
    public static @Nullable Object value(String name, String template, Vars vars)
            throws BrokenRequest {
        return Values.json(Settings.render(name, Setting.template(template), vars));
    }

    /** Text as it stands in an element of XML. */
    public static String xml(String text) {
        return CustomBody.inXml(text);
    }

    private static Settings settings(String name, String template) {
        return new Settings(Map.of(name, Setting.template(template)));
    }
}
