package io.waybill.flowengine.counter;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.Map;
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

    // In no order: a lane changes some for each lead, and may have very many.
    private final Map<String, Long> sums = new HashMap<>();

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

    /**
     * Changes the sum of a section.
     *
     * @param difference hashes of lines that came, less those of lines that went
     */
    public void change(String section, long difference) {
        sums.merge(section, difference, (sum, more) -> sum + more == 0 ? null : sum + more);
    }

    /** How many there are. */
    public int size() {
        return sums.size();
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
            new TreeMap<>(sums)
                    .forEach((section, sum) -> {
                        sha.update(section.getBytes(StandardCharsets.UTF_8));
                        sha.update(
                                ByteBuffer.allocate(1 + Long.BYTES)
                                        .put((byte) 0)
                                        .putLong(sum)
                                        .flip());
                    });
            return sha.digest();
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
