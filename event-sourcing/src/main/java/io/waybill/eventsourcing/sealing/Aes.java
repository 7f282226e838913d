package io.waybill.eventsourcing.sealing;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES-256-GCM: a format byte, 12 random bytes of nonce, the cipher text and its tag. */
final class Aes {

    static final int KEY_BYTES = 32;

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final byte FORMAT = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BYTES = 16;
    private static final int PREFIX_BYTES = 1 + NONCE_BYTES;

    /** One for each thread: to look one up costs more than to seal a value with it. */
    private static final ThreadLocal<Cipher> CIPHERS = ThreadLocal.withInitial(Aes::find);

    private Aes() {}

    static byte[] randomKey() {
        byte[] key = new byte[KEY_BYTES];
        RANDOM.nextBytes(key);
        return key;
    }

    static byte[] seal(byte[] key, byte[] associated, byte[] clear) {
        byte[] sealed = new byte[PREFIX_BYTES + clear.length + TAG_BYTES];
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        sealed[0] = FORMAT;
        System.arraycopy(nonce, 0, sealed, 1, NONCE_BYTES);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce, associated);
            cipher.doFinal(clear, 0, clear.length, sealed, PREFIX_BYTES);
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] open(byte[] key, byte[] associated, byte[] sealed) {
        if (sealed.length < PREFIX_BYTES + TAG_BYTES || sealed[0] != FORMAT) {
            throw new SealBroken("Not a sealed value.");
        }
        byte[] nonce = new byte[NONCE_BYTES];
        System.arraycopy(sealed, 1, nonce, 0, NONCE_BYTES);
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, nonce, associated);
            return cipher.doFinal(sealed, PREFIX_BYTES, sealed.length - PREFIX_BYTES);
        } catch (AEADBadTagException e) {
            throw new SealBroken("Sealed with another key, for another place, or changed.", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Cipher cipher(int mode, byte[] key, byte[] nonce, byte[] associated)
            throws GeneralSecurityException {
        Cipher cipher = CIPHERS.get();
        cipher.init(
                mode,
                new SecretKeySpec(key, "AES"),
                new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce));
        cipher.updateAAD(associated);
        return cipher;
    }

    private static Cipher find() {
        try {
            return Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
