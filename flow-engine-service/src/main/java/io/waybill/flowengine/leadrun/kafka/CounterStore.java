package io.waybill.flowengine.leadrun.kafka;

import io.waybill.flowengine.counter.CapBeginning;
import io.waybill.flowengine.counter.CapScope;
import io.waybill.flowengine.counter.CounterDigest;
import io.waybill.flowengine.counter.CounterState;
import io.waybill.flowengine.counter.CounterTable;
import io.waybill.flowengine.counter.DuplicateEntry;
import io.waybill.flowengine.counter.Tally;
import io.waybill.flowengine.leadrun.kafka.RecentCounters.Recent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The counters of a partition's lanes (store counter): {@code c/} caps, {@code i/} which caps were
 * opened since they came into the live version, {@code t/} tallies, {@code d/} leads by which
 * others are duplicates, {@code s/} shares, and {@code e/} the ends of what ends, in the order of
 * time.
 */
final class CounterStore implements CounterTable {

    private static final StringSerializer KEYS = new StringSerializer();
    private static final byte[] MARK = {1};
    private static final String END = "e/";
    private static final int END_OF_TIME = END.length() + 16;
    // All counters stand between these; '0' is what comes after '/'.
    private static final String FIRST = CounterCodec.CAP;
    private static final String LAST = CounterCodec.TALLY.replace('/', '0');
    private static final Set<String> COUNTED =
            Set.of(
                    CounterCodec.CAP,
                    CounterCodec.DEFINITION,
                    CounterCodec.TALLY,
                    CounterCodec.DUPLICATE,
                    CounterCodec.SHARE);
    private static final int READ_AT_ONCE = 5_000;

    private final KeyValueStore<String, byte[]> store;
    private final RecentCounters recent;
    private final CounterDigest digest = new CounterDigest();
    // The digest is of the counters up to this one.
    private String read = FIRST;

    CounterStore(KeyValueStore<String, byte[]> store) {
        this.store = store;
        this.recent = new RecentCounters(store);
    }

    @Override
    public Optional<CounterState> counter(String key) {
        return find(CounterCodec.CAP + key).map(CounterCodec::counter);
    }

    @Override
    public void putCounter(String key, CounterState state) {
        put(CounterCodec.CAP + key, CounterCodec.bytes(state), state.window().until());
    }

    @Override
    public Optional<String> definition(String identity) {
        return find(CounterCodec.DEFINITION + identity).map(CounterCodec::text);
    }

    @Override
    public void putDefinition(String identity, String definition) {
        put(CounterCodec.DEFINITION + identity, CounterCodec.bytes(definition), null);
    }

    @Override
    public void begin(String identity, CapBeginning beginning) {
        putDefinition(identity, beginning.word());
        Map<String, byte[]> perValue = new LinkedHashMap<>();
        try (KeyValueIterator<String, byte[]> counted =
                store.prefixScan(CounterCodec.CAP + identity + "/", KEYS)) {
            counted.forEachRemaining(one -> perValue.put(one.key, one.value));
        }
        int prefix = CounterCodec.CAP.length();
        perValue.forEach((key, value) ->
                putCounter(key.substring(prefix), CounterCodec.counter(value).emptied()));
    }

    @Override
    public Tally tally(CapScope scope, Instant from) {
        String prefix = CounterCodec.TALLY + scope.key() + "/";
        String first = CounterCodec.sortable(Tally.Bucket.from(from).number());
        Tally sum = Tally.NONE;
        // 'g' comes after all hexadecimal digits.
        try (KeyValueIterator<String, byte[]> buckets = store.range(prefix + first, prefix + "g")) {
            while (buckets.hasNext()) {
                sum = sum.plus(CounterCodec.tally(buckets.next().value));
            }
        }
        return sum;
    }

    @Override
    public void addTally(CapScope scope, Tally.Bucket bucket, Tally amount) {
        String number = CounterCodec.sortable(bucket.number());
        String key = CounterCodec.TALLY + scope.key() + "/" + number;
        Tally tally = find(key).map(CounterCodec::tally).map(amount::plus).orElse(amount);
        put(key, CounterCodec.bytes(tally), bucket.keptUntil());
    }

    @Override
    public Optional<DuplicateEntry> duplicate(String key) {
        return find(CounterCodec.DUPLICATE + key).map(CounterCodec::duplicate);
    }

    @Override
    public void putDuplicate(String key, DuplicateEntry entry) {
        put(CounterCodec.DUPLICATE + key, CounterCodec.bytes(entry), entry.until());
    }

    @Override
    public void removeDuplicate(String key) {
        remove(CounterCodec.DUPLICATE + key);
    }

    @Override
    public Map<String, Long> shares(UUID flowId, String stepId) {
        String prefix = CounterCodec.SHARE + flowId + "/" + stepId + "/";
        Map<String, Long> shares = new LinkedHashMap<>();
        try (KeyValueIterator<String, byte[]> given = store.prefixScan(prefix, KEYS)) {
            while (given.hasNext()) {
                KeyValue<String, byte[]> next = given.next();
                shares.put(next.key.substring(prefix.length()), CounterCodec.number(next.value));
            }
        }
        return shares;
    }

    @Override
    public void putShare(UUID flowId, String stepId, String recipientId, long credit) {
        // Earlier builds kept the number of leads here, which is next to no credit.
        String key = CounterCodec.SHARE + flowId + "/" + stepId + "/" + recipientId;
        put(key, CounterCodec.bytes(credit), null);
    }

    /** Forgets up to {@code most} counters that have ended; says how many. */
    int expire(Instant now, int most) {
        List<String> ends = ends(now, most);
        for (String end : ends) {
            remove(end.substring(END_OF_TIME + 1));
        }
        return ends.size();
    }

    private List<String> ends(Instant now, int most) {
        List<String> found = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> ends = store.prefixScan(END, KEYS)) {
            while (ends.hasNext() && found.size() < most) {
                String end = ends.next().key;
                String time = end.substring(END.length(), END_OF_TIME);
                if (Long.parseLong(time, 16) > micros(now)) {
                    break;
                }
                found.add(end);
            }
        }
        return found;
    }

    /**
     * Reads some more of the counters that were there when the lane began, for their digest: one
     * record has to wait for a bounded number of them.
     *
     * @return true when all have been read
     */
    boolean readOn() {
        if (read.equals(LAST)) {
            return true;
        }
        int some = 0;
        try (KeyValueIterator<String, byte[]> all = store.range(read, LAST)) {
            while (all.hasNext()) {
                KeyValue<String, byte[]> next = all.next();
                if (next.key.equals(read)) {
                    continue;
                }
                if (some == READ_AT_ONCE) {
                    return false;
                }
                some++;
                read = next.key;
                if (isCounted(next.key)) {
                    digest.add(CounterCodec.line(next.key, next.value));
                }
            }
        }
        read = LAST;
        return true;
    }

    private static boolean isCounted(String key) {
        return COUNTED.contains(key.substring(0, key.indexOf('/') + 1));
    }

    private boolean isRead(String key) {
        return key.compareTo(read) <= 0;
    }

    /** How many sections of counters there are, as far as they were read. */
    int sections() {
        return digest.size();
    }

    /** Of all counters that have not ended by then, expired or not. */
    CounterDigest digest(Instant asOf) {
        boolean all = readOn();
        while (!all) {
            all = readOn();
        }
        CounterDigest living = digest.copy();
        for (String end : ends(asOf, Integer.MAX_VALUE)) {
            String key = end.substring(END_OF_TIME + 1);
            byte[] value = store.get(key);
            if (value != null) {
                living.remove(CounterCodec.line(key, value));
            }
        }
        return living;
    }

    private Optional<byte[]> find(String key) {
        return Optional.ofNullable(recent.find(key)).map(Recent::value);
    }

    private void put(String key, byte[] value, @Nullable Instant until) {
        Recent before = recent.find(key);
        Recent after = recent.put(key, value);
        if (isRead(key)) {
            if (before != null) {
                digest.change(before.section(), -before.hash());
            }
            digest.change(after.section(), after.hash());
        }
        if (until == null) {
            return;
        }
        long end = micros(until);
        long earlier = before == null ? end : micros(CounterCodec.until(key, before.value()));
        if (before == null || earlier != end) {
            store.put(endKey(end, key), MARK);
        }
        if (earlier != end) {
            store.delete(endKey(earlier, key));
        }
    }

    private void remove(String key) {
        Recent before = recent.find(key);
        if (before == null) {
            return;
        }
        if (isRead(key)) {
            digest.change(before.section(), -before.hash());
        }
        recent.remove(key);
        Instant until = CounterCodec.until(key, before.value());
        if (!until.equals(Instant.MAX)) {
            store.delete(endKey(micros(until), key));
        }
    }

    private static String endKey(long until, String key) {
        return END + CounterCodec.sortable(until) + "/" + key;
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }
}
