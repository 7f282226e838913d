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

    /** One for each thread: to look one up costs as much as the hash. */
    private static final ThreadLocal<MessageDigest> SHA256 =
            ThreadLocal.withInitial(CounterLine::sha256);

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
        byte[] line = (key + "\n" + value).getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.wrap(SHA256.get().digest(line)).getLong();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
