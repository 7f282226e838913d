package io.waybill.language;

import java.util.Locale;

/**
 * Which delivery settings are secrets. They are sealed before anything is stored and never shown
 * again: settings that come back with the {@link #MASK} keep the secret that they had.
 */
public final class DeliverySecrets {

    public static final String MASK = "********";

    private static final String SEALED_PREFIX = "wbs1:";

    private DeliverySecrets() {}

    public static boolean isSecret(String setting) {
        if (setting.equals("basic_password")) {
            return true;
        }
        if (!setting.startsWith(DeliverySettings.HEADER)) {
            return false;
        }
        String header =
                setting.substring(DeliverySettings.HEADER.length()).toLowerCase(Locale.ROOT);
        return header.equals("authorization")
                || header.contains("key")
                || header.contains("token")
                || header.contains("secret");
    }

    public static boolean isSealed(String value) {
        return value.startsWith(SEALED_PREFIX);
    }
}
