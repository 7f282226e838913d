package io.waybill.flowengine.definition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Which delivery settings are secrets. They are sealed before anything is stored and never shown
 * again: a definition that comes back with the {@link #MASK} keeps the secret that it had.
 */
public final class SecretSettings {

    public static final String MASK = "********";

    private static final String SEALED_PREFIX = "wbs1:";

    private SecretSettings() {}

    /** What becomes of one secret. */
    @FunctionalInterface
    public interface Change {
        Object of(String stepId, String setting, Object value);
    }

    public static boolean isSecret(String setting) {
        if (setting.equals("basic_password")) {
            return true;
        }
        if (!setting.startsWith("header.")) {
            return false;
        }
        String header = setting.substring("header.".length()).toLowerCase(Locale.ROOT);
        return header.equals("authorization")
                || header.contains("key")
                || header.contains("token")
                || header.contains("secret");
    }

    public static boolean isSealed(String value) {
        return value.startsWith(SEALED_PREFIX);
    }

    /** A copy of the definition in which each secret is what the change makes of it. */
    public static Map<String, Object> change(Map<String, Object> definition, Change change) {
        if (!(definition.get("steps") instanceof List<?> steps)) {
            return definition;
        }
        List<Object> changed = new ArrayList<>();
        for (Object step : steps) {
            changed.add(
                    step instanceof Map<?, ?> map
                                    && map.get("delivery") instanceof Map<?, ?> delivery
                            ? withDelivery(
                                    map, changed(String.valueOf(map.get("id")), delivery, change))
                            : step);
        }
        Map<String, Object> copy = new LinkedHashMap<>(definition);
        copy.put("steps", changed);
        return copy;
    }

    private static Map<String, Object> withDelivery(Map<?, ?> step, Map<String, Object> delivery) {
        Map<String, Object> copy = new LinkedHashMap<>();
        step.forEach((key, value) -> copy.put(key.toString(), value));
        copy.put("delivery", delivery);
        return copy;
    }

    private static Map<String, Object> changed(String stepId, Map<?, ?> delivery, Change change) {
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
