package io.waybill.delivery.request;

import io.waybill.language.DeliverySettings;
import io.waybill.language.FieldType;
import io.waybill.language.InvalidTemplate;
import io.waybill.language.TemplateFailed;
import io.waybill.language.Vars;
import io.waybill.language.WebAddress;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Delivery settings by their names, as contract 3 has them: {@code url}, {@code header.X-Key}. */
public record Settings(Map<String, Setting> all) {

    /** Keeps the order: fields and headers go out as the seller wrote them. */
    public Settings {
        all = Collections.unmodifiableMap(new LinkedHashMap<>(all));
    }

    /** The same settings with every secret replaced: a request built of them may be shown. */
    public Settings masked() {
        Map<String, Setting> masked = new LinkedHashMap<>();
        all.forEach((name, setting) -> masked.put(name, setting.masked()));
        return new Settings(masked);
    }

    /** The secrets among them, as they stand there. */
    public List<String> secrets() {
        return all.values().stream()
                .filter(Setting::secret)
                .map(setting -> setting.value().toString())
                .toList();
    }

    public boolean hasSecrets() {
        return all.values().stream().anyMatch(Setting::secret);
    }

    /** The same settings and one more, in place of one of the same name. */
    public Settings with(String name, Setting setting) {
        Map<String, Setting> more = new LinkedHashMap<>(all);
        more.put(name, setting);
        return new Settings(more);
    }

    /** The settings that start with the prefix, by what follows it. */
    public Map<String, Setting> under(String prefix) {
        Map<String, Setting> under = new LinkedHashMap<>();
        all.forEach((name, setting) -> {
            if (name.startsWith(prefix) && name.length() > prefix.length()) {
                under.put(name.substring(prefix.length()), setting);
            }
        });
        return under;
    }

    /** The rendered text of one setting; nothing where it is not set or comes out blank. */
    public Optional<String> text(String name, Vars vars) throws BrokenRequest {
        return Values.text(value(name, vars)).filter(text -> !text.isBlank());
    }

    /** The rendered value of one setting; null where it is not set or nothing comes out. */
    public @Nullable Object value(String name, Vars vars) throws BrokenRequest {
        Setting setting = all.get(name);
        return setting == null ? null : render(name, setting, vars);
    }

    /**
     * The rendered URL: what a variable writes into it is a value and never more of the address,
     * save for one that the URL begins with, and for those in three braces.
     */
    Optional<String> url(Vars vars) throws BrokenRequest {
        Setting setting = all.get("url");
        if (setting == null || !setting.rendered()) {
            return text("url", vars);
        }
        String source = Urls.unencodedAtFirst(setting.value().toString());
        return encoded("url", new Setting(source, true, setting.secret()), vars, WebAddress::encode)
                .filter(text -> !text.isBlank());
    }

    /**
     * A rendered document in which what each tag writes is encoded, but for tags in three braces; a
     * tag that is all of it is no exception.
     */
    Optional<String> encoded(String name, Vars vars, UnaryOperator<String> encoding)
            throws BrokenRequest {
        Setting setting = all.get(name);
        if (setting == null || !setting.rendered()) {
            return text(name, vars);
        }
        // What stands behind a space is part of a text.
        String source = " " + setting.value();
        return encoded(name, new Setting(source, true, setting.secret()), vars, encoding)
                .map(text -> text.substring(1))
                .filter(text -> !text.isBlank());
    }

    private static Optional<String> encoded(
            String name, Setting template, Vars vars, UnaryOperator<String> encoding)
            throws BrokenRequest {
        try {
            return Optional.of(Templates.of(template).renderText(vars, encoding));
        } catch (InvalidTemplate | TemplateFailed broken) {
            throw broken(name);
        }
    }

    /** Whether a setting says yes: true, yes, t, y or 1. */
    boolean isTrue(String name, boolean otherwise, Vars vars) throws BrokenRequest {
        Optional<String> text = text(name, vars);
        return text.isEmpty()
                ? otherwise
                : Boolean.TRUE.equals(FieldType.BOOLEAN.parse(text.get()).normal());
    }

    public static @Nullable Object render(String name, Setting setting, Vars vars)
            throws BrokenRequest {
        try {
            return setting.rendered() ? Templates.of(setting).render(vars) : setting.value();
        } catch (InvalidTemplate | TemplateFailed broken) {
            throw broken(name);
        }
    }

    private static BrokenRequest broken(String name) {
        return new BrokenRequest(
                Flaw.TEMPLATE_BROKEN, "The template of " + name + " cannot be rendered");
    }

    /**
     * A setting that is not understood is refused rather than passed over: it may be the one that
     * says what counts as success.
     */
    void refuseUnknown() throws BrokenRequest {
        for (String name : all.keySet()) {
            if (!DeliverySettings.isKnown(name)) {
                throw new BrokenRequest(
                        Flaw.SETTING_UNKNOWN, "The delivery setting " + name + " is not known");
            }
        }
    }
}
