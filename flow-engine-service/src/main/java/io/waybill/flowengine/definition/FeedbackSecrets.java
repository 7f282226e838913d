package io.waybill.flowengine.definition;

import io.waybill.flowengine.definition.SecretSettings.Change;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The secrets in what a definition says of feedback: what callers have to show, and what the
 * deliveries need by which sources are told.
 */
final class FeedbackSecrets {

    private static final String FEEDBACK = "feedback";
    private static final String ACCESS = "access";
    private static final String SEND = "send";
    private static final String DELIVERY = "delivery";

    private FeedbackSecrets() {}

    /** A copy of a recipient's feedback in which each secret is what the change makes of it. */
    static Map<String, Object> ofStep(String stepId, Map<?, ?> feedback, Change change) {
        Map<String, Object> copy = copy(feedback);
        if (feedback.get(ACCESS) instanceof Map<?, ?> access) {
            Map<String, Object> changed = copy(access);
            changed.replaceAll((name, value) ->
                    value != null && SecretSettings.isAccessSecret(name)
                            ? change.of(stepId, ACCESS + "." + name, value)
                            : value);
            copy.put(ACCESS, changed);
        }
        return copy;
    }

    /** Copies of sources. */
    static List<Object> ofSources(List<?> sources, Change change) {
        List<Object> changed = new ArrayList<>();
        for (Object source : sources) {
            changed.add(
                    source instanceof Map<?, ?> map && map.get(FEEDBACK) instanceof Map<?, ?> given
                            ? ofSource(map, given, change)
                            : source);
        }
        return changed;
    }

    private static Map<String, Object> ofSource(
            Map<?, ?> source, Map<?, ?> feedback, Change change) {
        Map<String, Object> types = copy(feedback);
        types.replaceAll((type, terms) ->
                terms instanceof Map<?, ?> map
                        ? ofType(source.get("id") + "/" + type, map, change)
                        : terms);
        Map<String, Object> copy = copy(source);
        copy.put(FEEDBACK, types);
        return copy;
    }

    private static Map<String, Object> ofType(String place, Map<?, ?> terms, Change change) {
        Map<String, Object> copy = copy(terms);
        if (terms.get(SEND) instanceof Map<?, ?> send
                && send.get(DELIVERY) instanceof Map<?, ?> delivery) {
            Map<String, Object> sent = copy(send);
            sent.put(DELIVERY, SecretSettings.changed(place, delivery, change));
            copy.put(SEND, sent);
        }
        return copy;
    }

    private static Map<String, Object> copy(Map<?, ?> object) {
        Map<String, Object> copy = new LinkedHashMap<>();
        object.forEach((key, value) -> copy.put(key.toString(), value));
        return copy;
    }
}
