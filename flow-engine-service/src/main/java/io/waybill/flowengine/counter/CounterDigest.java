package io.waybill.flowengine.counter;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Sums of the hashes of counters by section: what is added and taken away again leaves nothing, in
 * whatever order.
 */
public final class CounterDigest {

    private static final int MOST_SECTIONS = 2_000;

    /** Clients that know no larger whole numbers read the checkpoints too. */
    private static final long WHOLE_IN_A_DOUBLE = (1L << 53) - 1;

    private final SortedMap<String, Long> sums = new TreeMap<>();

    public CounterDigest() {}

    private CounterDigest(CounterDigest other) {
        sums.putAll(other.sums);
    }

    public CounterDigest copy() {
        return new CounterDigest(this);
    }

    public void add(CounterLine line) {
        change(line.section(), line.hash());
    }

    public void remove(CounterLine line) {
        change(line.section(), -line.hash());
    }

    private void change(String section, long difference) {
        long sum = sums.merge(section, difference, Long::sum);
        if (sum == 0) {
            sums.remove(section);
        }
    }

    /** The sums by section; by kind of section where there are very many. */
    public SortedMap<String, Long> sections() {
        SortedMap<String, Long> told = new TreeMap<>();
        boolean each = sums.size() <= MOST_SECTIONS;
        sums.forEach((section, sum) ->
                told.merge(
                        each ? section : section.substring(0, section.indexOf(' ')),
                        sum,
                        Long::sum));
        told.replaceAll((_, sum) -> sum & WHOLE_IN_A_DOUBLE);
        return told;
    }

    /** SHA-256 of the sections. */
    public byte[] hash() {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sums.forEach((section, sum) -> {
                sha.update(section.getBytes(StandardCharsets.UTF_8));
                sha.update(ByteBuffer.allocate(1 + Long.BYTES).put((byte) 0).putLong(sum).flip());
            });
            return sha.digest();
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
