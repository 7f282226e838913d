package io.waybill.flowengine.definition;

import io.waybill.language.DeliverySecrets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which delivery settings are secrets. They are sealed before anything is stored and never shown
 * again: a definition that comes back with the {@link #MASK} keeps the secret that it had.
 */
public final class SecretSettings {

    public static final String MASK = DeliverySecrets.MASK;

    private static final Set<String> ACCESS_SECRETS = Set.of("key", "signature_secret");
    private static final String FEEDBACK = "feedback";

    private SecretSettings() {}

    /** What becomes of one secret. */
    @FunctionalInterface
    public interface Change {
        Object of(String stepId, String setting, Object value);
    }

    public static boolean isSecret(String setting) {
        return DeliverySecrets.isSecret(setting);
    }

    /** Whether a recipient's feedback asks its callers for this secret. */
    static boolean isAccessSecret(String name) {
        return ACCESS_SECRETS.contains(name);
    }

    public static boolean isSealed(String value) {
        return DeliverySecrets.isSealed(value);
    }

    /** A copy of the definition in which each secret is what the change makes of it. */
    public static Map<String, Object> change(Map<String, Object> definition, Change change) {
        Map<String, Object> copy = new LinkedHashMap<>(definition);
        if (definition.get("steps") instanceof List<?> steps) {
            copy.put("steps", changed(steps, change));
        }
        if (definition.get("sources") instanceof List<?> sources) {
            copy.put("sources", FeedbackSecrets.ofSources(sources, change));
        }
        return copy;
    }

    /** Recipients of routing steps have secrets as steps have them. */
    private static List<Object> changed(List<?> steps, Change change) {
        List<Object> changed = new ArrayList<>();
        for (Object step : steps) {
            changed.add(step instanceof Map<?, ?> map ? changedStep(map, change) : step);
        }
        return changed;
    }

    private static Map<String, Object> changedStep(Map<?, ?> step, Change change) {
        Map<String, Object> copy = new LinkedHashMap<>();
        step.forEach((key, value) -> copy.put(key.toString(), value));
        if (step.get("delivery") instanceof Map<?, ?> delivery) {
            copy.put("delivery", changed(String.valueOf(step.get("id")), delivery, change));
        }
        if (step.get(FEEDBACK) instanceof Map<?, ?> feedback) {
            copy.put(
                    FEEDBACK,
                    FeedbackSecrets.ofStep(String.valueOf(step.get("id")), feedback, change));
        }
        if (step.get("recipients") instanceof List<?> recipients) {
            copy.put("recipients", changed(recipients, change));
        }
        return copy;
    }

    static Map<String, Object> changed(String stepId, Map<?, ?> delivery, Change change) {
        Map<String, Object> copy = new LinkedHashMap<>();
        delivery.forEach((key, value) -> {
            String setting = key.toString();
            copy.put(
                    setting,
                    value != null && isSecret(setting) ? change.of(stepId, setting, value) : value);
        });
        return copy;
    }
}
