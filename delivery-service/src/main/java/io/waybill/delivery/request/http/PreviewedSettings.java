package io.waybill.delivery.request.http;

import io.waybill.delivery.request.Setting;
import io.waybill.delivery.request.Settings;
import io.waybill.language.DeliverySettings;
import io.waybill.language.FieldCatalogue;
import io.waybill.language.LeadData;
import io.waybill.language.Vars;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The variables of a preview as the settings and variables of a delivery. Settings are final here:
 * braces in them mean nothing. A field of the lead without a type has that of its standard field.
 */
record PreviewedSettings(Settings settings, Vars vars) {

    static PreviewedSettings of(Map<String, @Nullable Object> given) {
        Map<String, Object> typed = new LinkedHashMap<>(Vars.ofPlain(given).toMap());
        typed.computeIfPresent(
                "lead",
                (_, lead) ->
                        lead instanceof Map<?, ?> fields
                                ? LeadData.type(named(fields), FieldCatalogue.standard())
                                : lead);
        Map<String, Setting> settings = new LinkedHashMap<>();
        typed.forEach((name, value) -> flatten(name, value, settings));
        return new PreviewedSettings(new Settings(settings), Vars.of(typed));
    }

    PreviewedSettings with(String name, Object value) {
        return new PreviewedSettings(settings.with(name, Setting.literal(value)), vars);
    }

    private static void flatten(String name, Object value, Map<String, Setting> settings) {
        if (value instanceof Map<?, ?> nested) {
            nested.forEach((key, inner) -> flatten(name + "." + key, inner, settings));
        } else if (DeliverySettings.isKnown(name)) {
            settings.put(name, Setting.literal(value));
        }
    }

    private static Map<String, Object> named(Map<?, ?> fields) {
        Map<String, Object> named = new LinkedHashMap<>();
        fields.forEach((name, value) -> named.put(String.valueOf(name), value));
        return named;
    }

    /** Masked: it holds values of a lead. */
    @Override
    public String toString() {
        return "PreviewedSettings[masked]";
    }
}
