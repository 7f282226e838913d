package io.waybill.feedback.leadfeedback.store;

import io.waybill.feedback.leadfeedback.GiveFeedback;
import io.waybill.feedback.leadfeedback.GiveFeedback.Reason;
import io.waybill.feedback.terms.FeedbackType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** Tells whether two calls say the same. What is kept for that is sealed: reasons are guessable. */
final class Said {

    private Said() {}

    /** The same for calls of the same type, reason and values. */
    static String digest(GiveFeedback given) {
        MessageDigest digest = sha256();
        add(digest, given.type().map(FeedbackType::text).orElse(""));
        add(digest, given.reason().map(Reason::text).orElse(""));
        for (Map.Entry<String, String> value : new TreeMap<>(given.values().byName()).entrySet()) {
            add(digest, value.getKey());
            add(digest, value.getValue());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** With its length, so that no two lists of texts are the same bytes. */
    private static void add(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
