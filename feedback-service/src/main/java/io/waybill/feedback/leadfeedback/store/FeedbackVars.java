package io.waybill.feedback.leadfeedback.store;

import io.waybill.feedback.leadfeedback.GiveFeedback;
import io.waybill.feedback.leadfeedback.GiveFeedback.Reason;
import io.waybill.feedback.leadfeedback.store.Call.LeadOnLedger;
import io.waybill.feedback.leadfeedback.store.FlowTerms.Version;
import io.waybill.feedback.terms.FeedbackTerms;
import io.waybill.feedback.terms.FeedbackType;
import io.waybill.feedback.terms.TypeDefinition;
import io.waybill.language.LeadData;
import io.waybill.language.Vars;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What rules and templates about feedback read: the lead as it came in, and the feedback. */
final class FeedbackVars {

    private FeedbackVars() {}

    static Vars of(DeliveryRow delivery, Version version, LeadOnLedger lead, GiveFeedback given) {
        Map<String, Object> values = new LinkedHashMap<>();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.putAll(LeadData.type(lead.data(), version.reader().fields(), lead.at()));
        fields.put("id", lead.id().toString());
        values.put("lead", fields);
        values.put(
                "source",
                named(
                        delivery.sourceId.toString(),
                        version.reader().sourceName(delivery.sourceId)));
        values.put("flow", named(delivery.flowId.toString(), version.flowName()));
        values.put("account", Map.of("id", delivery.accountId.toString()));
        values.put("recipient", named(delivery.stepId, version.reader().stepName(delivery.stepId)));
        values.put("event_id", delivery.eventId.toString());
        values.put("timestamp", given.at());
        values.put("is_test", delivery.test);
        values.put("feedback", feedback(given, version.terms(delivery.sourceId, delivery.stepId)));
        return Vars.of(values);
    }

    private static Map<String, Object> named(String id, String name) {
        return Map.of("id", id, "name", name);
    }

    private static Map<String, Object> feedback(GiveFeedback given, FeedbackTerms terms) {
        Map<String, Object> values = new LinkedHashMap<>();
        List<TypeDefinition.ValueField> fields =
                given.type()
                        .flatMap(terms::definition)
                        .map(TypeDefinition::values)
                        .orElse(List.of());
        for (TypeDefinition.ValueField field : fields) {
            String value = given.values().byName().get(field.id());
            if (value != null) {
                values.put(field.id(), field.type().parse(value, given.at()));
            }
        }
        values.put("id", given.feedbackId().toString());
        values.put("at", given.at());
        values.put("type", given.type().map(FeedbackType::text).orElse(""));
        values.put("reason", given.reason().map(Reason::text).orElse(""));
        return values;
    }
}
