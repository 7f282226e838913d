package io.waybill.feedback.terms;

import io.waybill.language.DeliverySettings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads how a source is told. */
final class SendingReader {

    private static final int USUAL_SETTLE_SECONDS = 10;

    /** A flow of Waybill may have to ask its own source first. */
    private static final int SETTLE_SECONDS_OF_WAYBILL = 30;

    private SendingReader() {}

    static Sending read(Json send, TypeDefinition type) {
        boolean waybill = send.has("waybill");
        boolean batch = !waybill && send.text("when").filter("batch"::equals).isPresent();
        int seconds =
                send.whole("settle_within")
                        .orElse(waybill ? SETTLE_SECONDS_OF_WAYBILL : USUAL_SETTLE_SECONDS);
        return new Sending(
                batch ? Sending.When.BATCH : Sending.When.NOW,
                TermsReader.rules(send.raw("rule_set")),
                new Sending.Address(send.id("destination_id"), send.id("credential_id")),
                waybill ? toWaybill(send.child("waybill"), type) : settings(send.child("delivery")),
                new Sending.Timing(
                        Duration.ofSeconds(seconds), waybill || send.flag("repeat_safe", false)));
    }

    /**
     * The source is a flow of another account: its feedback is told of the event that it had sent
     * the lead under. It recognises the key, and says what became of it.
     */
    private static Map<String, Object> toWaybill(Json waybill, TypeDefinition type) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("format", "form");
        settings.put("url", waybill.text("url").orElse(""));
        settings.put(field("event_id"), waybill.text("event_id").orElse(""));
        settings.put(field("type"), "{{feedback.type}}");
        settings.put(field("reason"), "{{feedback.reason}}");
        for (TypeDefinition.ValueField value : type.values()) {
            settings.put(field(value.id()), "{{feedback." + value.id() + "}}");
        }
        settings.put("outcome_path", "outcome");
        settings.put("reason_path", "reason");
        return Map.copyOf(settings);
    }

    private static String field(String name) {
        return DeliverySettings.FORM_FIELD + name;
    }

    private static Map<String, Object> settings(Json delivery) {
        Map<String, Object> settings = new LinkedHashMap<>();
        delivery.object()
                .forEach((name, value) -> {
                    if (value != null) {
                        settings.put(name.toString(), value);
                    }
                });
        return Map.copyOf(settings);
    }
}
