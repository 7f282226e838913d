package io.waybill.language;

import java.net.URISyntaxException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with each of some delivery settings by itself; {@link DeliveryConflicts} says what
 * they cannot be together. Steps of flows and destinations are judged alike.
 */
public final class DeliveryFlaws {

    private static final Pattern ADDRESS_OF_TEMPLATE =
            Pattern.compile("(?i)https?://.+|\\{\\{.*", Pattern.DOTALL);

    private final Map<String, ?> settings;
    private final Map<String, String> found = new LinkedHashMap<>();

    private DeliveryFlaws(Map<String, ?> settings) {
        this.settings = settings;
    }

    /** By the name of a setting what is wrong with it. What a sealed secret holds is not judged. */
    public static Map<String, String> of(Map<String, ?> settings) {
        DeliveryFlaws flaws = new DeliveryFlaws(settings);
        settings.forEach(flaws::check);
        flaws.checkMethod();
        return flaws.found;
    }

    /** The same, and what is missing from settings that have to stand alone. */
    public static Map<String, String> ofWhole(Map<String, ?> settings) {
        DeliveryFlaws flaws = new DeliveryFlaws(settings);
        if (flaws.text("format").isEmpty()) {
            flaws.found.put("format", "the format is missing: " + anyOf(DeliverySettings.FORMATS));
        }
        if (flaws.text("url").isEmpty()) {
            flaws.found.put("url", "the url is missing");
        }
        of(settings).forEach(flaws.found::putIfAbsent);
        return flaws.found;
    }

    private void check(String name, @Nullable Object value) {
        if (value == null) {
            return;
        }
        if (!DeliverySettings.isKnown(name)) {
            found.put(name, "there is no delivery setting " + name);
        } else if (isReservedHeader(name)) {
            found.put(name, "the header of " + name + " is set by delivery itself");
        } else if (value instanceof String text) {
            if (!DeliverySecrets.isSealed(text)) {
                checkText(name, text);
            }
        } else if (!(value instanceof Number || value instanceof Boolean)) {
            found.put(name, name + " must be a text, a number, true or false");
        }
    }

    private void checkText(String name, String text) {
        DeliverySettings.flaw(name, text).ifPresent(flaw -> found.put(name, name + " " + flaw));
        if (name.equals("url") && !text.isBlank() && !isAddress(text.strip())) {
            found.put(name, "the url must be an http or https address");
        }
        if (name.equals("format") && !text.isEmpty() && !DeliverySettings.FORMATS.contains(text)) {
            found.put(
                    name,
                    "the format " + text + " is unknown; use " + anyOf(DeliverySettings.FORMATS));
        }
    }

    private static boolean isReservedHeader(String name) {
        return name.startsWith(DeliverySettings.HEADER)
                && DeliverySettings.isOwnHeader(name.substring(DeliverySettings.HEADER.length()));
    }

    private static boolean isAddress(String url) {
        if (url.contains("{{")) {
            return ADDRESS_OF_TEMPLATE.matcher(url).matches();
        }
        try {
            WebAddress.parse(url);
            return true;
        } catch (URISyntaxException notAnAddress) {
            return false;
        }
    }

    private void checkMethod() {
        List<String> methods = DeliverySettings.methodsOf(text("format"));
        String method = text("method");
        if (!method.isEmpty()
                && !method.contains("{{")
                && !methods.isEmpty()
                && !methods.contains(method.toUpperCase(Locale.ROOT))) {
            found.put("method", "the method must be " + anyOf(methods));
        }
    }

    private String text(String name) {
        return settings.get(name) instanceof String text ? text.strip() : "";
    }

    private static String anyOf(Collection<String> names) {
        List<String> all = List.copyOf(names);
        return String.join(", ", all.subList(0, all.size() - 1)) + " or " + all.getLast();
    }
}
