package io.waybill.eventsourcing.sealing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA256: compares values without showing them. The purpose keeps one key's uses apart; each
 * part is preceded by its length, so that parts cannot run into each other.
 */
public final class Hmacs {

    private static final String ALGORITHM = "HmacSHA256";

    /** One for each thread: to look one up costs as much as to use it. */
    private static final ThreadLocal<Mac> MACS = ThreadLocal.withInitial(Hmacs::find);

    private Hmacs() {}

    /** Under a key that can be destroyed. */
    public static byte[] sha256(DataKey key, String purpose, byte[]... parts) {
        return sha256(key.bytes(), purpose, parts);
    }

    /** Of UTF-8 text, under a key that can be destroyed. */
    public static byte[] sha256(DataKey key, String purpose, String text) {
        return sha256(key, purpose, text.getBytes(StandardCharsets.UTF_8));
    }

    public static byte[] sha256(byte[] key, String purpose, byte[]... parts) {
        try {
            Mac mac = MACS.get();
            mac.init(new SecretKeySpec(key, ALGORITHM));
            update(mac, purpose.getBytes(StandardCharsets.UTF_8));
            for (byte[] part : parts) {
                update(mac, part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Mac find() {
        try {
            return Mac.getInstance(ALGORITHM);
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static void update(Mac mac, byte[] part) {
        mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
        mac.update(part);
    }
}
