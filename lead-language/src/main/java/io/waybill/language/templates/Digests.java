package io.waybill.language.templates;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.MD4Digest;
import org.bouncycastle.crypto.digests.MD5Digest;
import org.bouncycastle.crypto.digests.RIPEMD160Digest;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA224Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.digests.WhirlpoolDigest;

/**
 * Hashes of texts in UTF-8. What buyers and list keepers agreed on long ago is here too; none of it
 * guards a secret of ours.
 */
public final class Digests {

    private static final Map<String, Supplier<Digest>> BY_NAME =
            Map.of(
                    "md4", MD4Digest::new,
                    "md5", MD5Digest::new,
                    "ripemd", RIPEMD160Digest::new,
                    "ripemd160", RIPEMD160Digest::new,
                    "sha1", SHA1Digest::new,
                    "sha224", SHA224Digest::new,
                    "sha256", SHA256Digest::new,
                    "sha384", SHA384Digest::new,
                    "sha512", SHA512Digest::new,
                    "whirlpool", WhirlpoolDigest::new);

    /** How the bytes of a hash become text. */
    public static final Set<String> ENCODINGS = Set.of("hex", "base64", "latin1");

    private Digests() {}

    public static Set<String> names() {
        return BY_NAME.keySet();
    }

    /**
     * The hash of a text.
     *
     * @param name one of {@link #names}
     * @param encoding one of {@link #ENCODINGS}
     */
    public static String of(String name, String text, String encoding) {
        Supplier<Digest> supplier = BY_NAME.get(name);
        if (supplier == null) {
            throw new IllegalArgumentException(name);
        }
        Digest digest = supplier.get();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(bytes, 0, bytes.length);
        byte[] hash = new byte[digest.getDigestSize()];
        digest.doFinal(hash, 0);
        return switch (encoding) {
            case "base64" -> Base64.getEncoder().encodeToString(hash);
            case "latin1" -> new String(hash, StandardCharsets.ISO_8859_1);
            default -> HexFormat.of().formatHex(hash);
        };
    }
}
