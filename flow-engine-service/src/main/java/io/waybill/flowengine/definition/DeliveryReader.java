package io.waybill.flowengine.definition;

import io.waybill.language.DeliveryConflicts;
import io.waybill.language.DeliveryFlaws;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads the delivery settings of a recipient step: known names, a format, an address that can be
 * one. Beside a destination they are only what is written over the destination's.
 */
final class DeliveryReader {

    static final int LONGEST_TIMEOUT_SECONDS = FlowReader.LONGEST_RESPONSE_SECONDS;

    private final LanguageReader language;

    DeliveryReader(LanguageReader language) {
        this.language = language;
    }

    /** Of a step without a destination: they have to stand alone. */
    Map<String, Object> read(ObjectReader step, int settleSeconds) {
        return read(step, settleSeconds, false);
    }

    Map<String, Object> read(ObjectReader step, int settleSeconds, boolean hasDestination) {
        ObjectReader delivery = step.child("delivery").orElse(null);
        if (delivery == null) {
            if (step.raw("delivery") == null && !hasDestination) {
                step.flaw("delivery", "it has no delivery settings");
            }
            return Map.of();
        }
        Map<String, Object> settings = new LinkedHashMap<>();
        delivery.object()
                .forEach((key, value) -> {
                    if (value != null) {
                        settings.put(key.toString(), value);
                    }
                });
        check(delivery, settings, hasDestination);
        checkTimeout(delivery, settleSeconds);
        return settings;
    }

    private void check(
            ObjectReader delivery, Map<String, Object> settings, boolean hasDestination) {
        delivery.text("format");
        delivery.text("url");
        Map<String, String> flaws =
                hasDestination ? DeliveryFlaws.of(settings) : DeliveryFlaws.ofWhole(settings);
        flaws.forEach(delivery::unfit);
        settings.forEach((name, value) -> {
            if (value instanceof String text && !SecretSettings.isSealed(text)) {
                language.checkSetting(delivery, name, text);
            }
        });
        DeliveryConflicts.of(settings)
                .forEach((name, flaw) -> delivery.flaw(name, name + " " + flaw));
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
