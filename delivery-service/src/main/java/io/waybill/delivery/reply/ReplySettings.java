package io.waybill.delivery.reply;

import io.waybill.delivery.request.BrokenRequest;
import io.waybill.delivery.request.Setting;
import io.waybill.delivery.request.Settings;
import io.waybill.delivery.request.Values;
import io.waybill.language.DeliverySettings;
import io.waybill.language.Vars;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The settings that say how a reply is read, rendered for one lead. */
record ReplySettings(Settings settings, Vars vars) {

    /** The reply has been given: a template that breaks now only costs its words. */
    Optional<String> text(String name) {
        try {
            return settings.text(name, vars);
        } catch (BrokenRequest broken) {
            return Optional.empty();
        }
    }

    /** The value as a JSON model; nothing for a blank. */
    Optional<Object> value(String name) {
        try {
            return Optional.ofNullable(Values.json(settings.value(name, vars)));
        } catch (BrokenRequest broken) {
            return Optional.empty();
        }
    }

    /**
     * What the reply is searched for, empty where nothing; a template that breaks is a term that
     * nobody answers with, since without a term the status alone would count.
     */
    Optional<String> searchTerm() {
        try {
            return settings.text("outcome_search_term", vars);
        } catch (BrokenRequest broken) {
            return Optional.of("/[/");
        }
    }

    /** Paths of further values by the names under which they are appended. */
    Map<String, String> captures() {
        Map<String, String> captures = new LinkedHashMap<>();
        for (Map.Entry<String, Setting> capture :
                settings.under(DeliverySettings.CAPTURE).entrySet()) {
            text(DeliverySettings.CAPTURE + capture.getKey())
                    .ifPresent(path -> captures.put(capture.getKey(), path));
        }
        return captures;
    }

    /** Masked: settings may hold secrets. */
    @Override
    public String toString() {
        return "ReplySettings[masked]";
    }
}
