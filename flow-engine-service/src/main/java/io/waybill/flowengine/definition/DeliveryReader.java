package io.waybill.flowengine.definition;

import io.waybill.language.DeliveryConflicts;
import io.waybill.language.DeliverySettings;
import io.waybill.language.WebAddress;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads the delivery settings of a recipient step: known names, a format, an address that can be
 * one.
 */
final class DeliveryReader {

    static final int LONGEST_TIMEOUT_SECONDS = FlowReader.LONGEST_RESPONSE_SECONDS;

    private static final Pattern ADDRESS_OF_TEMPLATE =
            Pattern.compile("(?i)https?://.+|\\{\\{.*", Pattern.DOTALL);

    private final LanguageReader language;

    DeliveryReader(LanguageReader language) {
        this.language = language;
    }

    Map<String, Object> read(ObjectReader step, int settleSeconds) {
        ObjectReader delivery = step.child("delivery").orElse(null);
        if (delivery == null) {
            if (step.raw("delivery") == null) {
                step.flaw("delivery", "it has no delivery settings");
            }
            return Map.of();
        }
        checkFormat(delivery);
        checkUrl(delivery);
        checkMethod(delivery);
        checkTimeout(delivery, settleSeconds);
        return settings(delivery);
    }

    private Map<String, Object> settings(ObjectReader delivery) {
        Map<String, Object> settings = new LinkedHashMap<>();
        delivery.object()
                .forEach((key, value) -> {
                    String name = key.toString();
                    if (value != null) {
                        checkSetting(delivery, name, value);
                        settings.put(name, value);
                    }
                });
        DeliveryConflicts.of(settings)
                .forEach((name, flaw) -> delivery.flaw(name, name + " " + flaw));
        return settings;
    }

    private void checkSetting(ObjectReader delivery, String name, Object value) {
        if (!DeliverySettings.isKnown(name)) {
            delivery.unfit(name, "there is no delivery setting " + name);
        } else if (isReservedHeader(name)) {
            delivery.unfit(name, "the header of " + name + " is set by delivery itself");
        } else if (value instanceof String text) {
            if (!SecretSettings.isSealed(text)) {
                language.checkSetting(delivery, name, text);
                DeliverySettings.flaw(name, text)
                        .ifPresent(flaw -> delivery.unfit(name, name + " " + flaw));
            }
        } else if (!(value instanceof Number || value instanceof Boolean)) {
            delivery.unfit(name, name + " must be a text, a number, true or false");
        }
    }

    private static boolean isReservedHeader(String name) {
        return name.startsWith(DeliverySettings.HEADER)
                && DeliverySettings.isReservedHeader(
                        name.substring(DeliverySettings.HEADER.length()));
    }

    private static void checkFormat(ObjectReader delivery) {
        String format = delivery.text("format").orElse("");
        if (format.isEmpty()) {
            delivery.unfit("format", "the format is missing: " + anyOf(DeliverySettings.FORMATS));
        } else if (!DeliverySettings.FORMATS.contains(format)) {
            delivery.unfit(
                    "format",
                    "the format " + format + " is unknown; use " + anyOf(DeliverySettings.FORMATS));
        }
    }

    private static void checkUrl(ObjectReader delivery) {
        String url = delivery.text("url").map(String::strip).orElse("");
        if (url.isEmpty()) {
            delivery.unfit("url", "the url is missing");
        } else if (url.contains("{{")
                ? !ADDRESS_OF_TEMPLATE.matcher(url).matches()
                : !isWebAddress(url)) {
            delivery.unfit("url", "the url must be an http or https address");
        }
    }

    private static boolean isWebAddress(String url) {
        try {
            WebAddress.parse(url);
            return true;
        } catch (URISyntaxException notAnAddress) {
            return false;
        }
    }

    private static void checkMethod(ObjectReader delivery) {
        List<String> methods = DeliverySettings.methodsOf(delivery.text("format").orElse(""));
        delivery.text("method")
                .filter(method -> !method.contains("{{") && !methods.isEmpty())
                .filter(method -> !methods.contains(method.strip().toUpperCase(Locale.ROOT)))
                .ifPresent(_ -> delivery.unfit("method", "the method must be " + anyOf(methods)));
    }

    private static String anyOf(Collection<String> names) {
        List<String> all = List.copyOf(names);
        return String.join(", ", all.subList(0, all.size() - 1)) + " or " + all.getLast();
    }

    private static void checkTimeout(ObjectReader delivery, int settleSeconds) {
        delivery.whole("timeout_seconds", 1, LONGEST_TIMEOUT_SECONDS)
                .filter(timeout -> timeout > settleSeconds)
                .ifPresent(timeout ->
                        delivery.unfit(
                                "timeout_seconds",
                                "a timeout of "
                                        + timeout
                                        + " s is longer than the "
                                        + settleSeconds
                                        + " s in which the step must settle"));
    }
}
