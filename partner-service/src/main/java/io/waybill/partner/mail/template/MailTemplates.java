package io.waybill.partner.mail.template;

import com.github.jknack.handlebars.Context;
import com.github.jknack.handlebars.EscapingStrategy;
import com.github.jknack.handlebars.Handlebars;
import com.github.jknack.handlebars.Template;
import com.github.jknack.handlebars.context.MapValueResolver;
import com.github.jknack.handlebars.io.ClassPathTemplateLoader;
import io.waybill.partner.mail.Letter;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes mails from {@code mails/<name>.txt}, whose first line is the subject, and {@code
 * mails/<name>.html}, in which values are escaped. All of them are read at the start.
 */
@Singleton
public final class MailTemplates {

    private static final String FOLDER = "/mails";
    private static final String SUBJECT = "Subject: ";

    private final Map<Mail, Pair> templates = new EnumMap<>(Mail.class);

    private record Pair(Template text, Template html) {}

    MailTemplates() {
        Handlebars text = handlebars(".txt", EscapingStrategy.NOOP);
        Handlebars html = handlebars(".html", EscapingStrategy.HTML_ENTITY);
        for (Mail mail : Mail.values()) {
            templates.put(mail, read(mail, text, html));
        }
    }

    /**
     * @param values what the templates name; a value that is not there is an empty text
     */
    public Letter write(Mail mail, Map<String, @Nullable Object> values) {
        Pair pair = templates.get(mail);
        if (pair == null) {
            throw new IllegalStateException("there is no mail " + mail);
        }
        String text = rendered(pair.text, values);
        int end = text.indexOf('\n');
        if (!text.startsWith(SUBJECT) || end < 0) {
            throw new IllegalStateException(
                    "the text of " + mail + " does not begin with its subject");
        }
        return new Letter(
                text.substring(SUBJECT.length(), end),
                text.substring(end).strip() + "\n",
                rendered(pair.html, values));
    }

    private static Handlebars handlebars(String suffix, EscapingStrategy escaping) {
        return new Handlebars(new ClassPathTemplateLoader(FOLDER, suffix))
                .with(escaping)
                .prettyPrint(true);
    }

    private static Pair read(Mail mail, Handlebars text, Handlebars html) {
        try {
            return new Pair(text.compile(mail.file()), html.compile(mail.file()));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private static String rendered(Template template, Map<String, @Nullable Object> values) {
        try {
            return template.apply(
                    Context.newBuilder(values).resolver(MapValueResolver.INSTANCE).build());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
