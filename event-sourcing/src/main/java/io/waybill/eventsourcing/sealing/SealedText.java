package io.waybill.eventsourcing.sealing;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Secrets inside a text that is stored and published, as a password in a JSON document: {@code
 * wbs1:<master key id>:<base64url>}. Opens only in the context that it was sealed for.
 */
public final class SealedText {

    private static final String PREFIX = "wbs1:";

    private SealedText() {}

    public static boolean isSealed(String text) {
        return text.startsWith(PREFIX);
    }

    /**
     * @param context what the secret belongs to, as {@code <account id>}; needed again to open
     */
    public static String seal(MasterKeys keys, String context, String clear) {
        String id = keys.currentId();
        byte[] sealed =
                Aes.seal(
                        keys.textKey(id),
                        context.getBytes(StandardCharsets.UTF_8),
                        clear.getBytes(StandardCharsets.UTF_8));
        return PREFIX + id + ":" + Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    /**
     * @throws SealBroken when the text is not sealed, or not by these keys for this context
     */
    public static String open(MasterKeys keys, String context, String sealed) {
        int end = sealed.indexOf(':', PREFIX.length());
        if (!isSealed(sealed) || end < 0) {
            throw new SealBroken("Not a sealed text.");
        }
        byte[] key = keys.textKey(sealed.substring(PREFIX.length(), end));
        byte[] bytes = decode(sealed.substring(end + 1));
        byte[] clear = Aes.open(key, context.getBytes(StandardCharsets.UTF_8), bytes);
        return new String(clear, StandardCharsets.UTF_8);
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getUrlDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new SealBroken("Not a sealed text.", e);
        }
    }
}
