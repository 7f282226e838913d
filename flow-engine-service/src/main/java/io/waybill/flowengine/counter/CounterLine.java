package io.waybill.flowengine.counter;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * One counter in the form in which lanes are compared: equal for a lane that counted and one that
 * was folded anew.
 *
 * @param section what the counter belongs to: a cap, a flow, source or step, a scope of duplicates
 */
public record CounterLine(String section, String key, String value) {

    public static CounterLine of(String key, CounterState state) {
        int end = key.indexOf('#');
        return new CounterLine(
                "cap " + (end < 0 ? key : key.substring(0, end)),
                key,
                state.window().from().getEpochSecond()
                        + " "
                        + state.window().until().getEpochSecond()
                        + " "
                        + state.count().toPlainString()
                        + " "
                        + state.reserved().toPlainString());
    }

    public static CounterLine ofDefinition(String identity, String definition) {
        return new CounterLine("definition " + identity, identity, definition);
    }

    public static CounterLine of(String scope, long bucket, Tally tally) {
        return new CounterLine(
                "tally " + scope,
                Long.toString(bucket),
                tally.count() + " " + tally.money().toPlainString());
    }

    public static CounterLine of(String key, DuplicateEntry entry) {
        return new CounterLine(
                "duplicates " + key.substring(0, key.indexOf('/')),
                key,
                entry.leadId() + " " + entry.at() + " " + entry.until());
    }

    /**
     * @param step {@code <flow id>/<step id>}
     */
    public static CounterLine ofShare(String step, String recipientId, long given) {
        return new CounterLine("shares " + step, recipientId, Long.toString(given));
    }

    /** What the line adds to the sum of its section. */
    public long hash() {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest((key + "\n" + value).getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
