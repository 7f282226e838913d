package io.waybill.flowengine.leadrun.kafka;

import io.waybill.flowengine.counter.CounterLine;
import java.util.LinkedHashMap;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The counters that a lane read or wrote last: one that is in use is not read, decoded and hashed
 * again for each lead. Nobody else writes to the store.
 */
final class RecentCounters {

    private static final int MOST = 2_000;

    private final KeyValueStore<String, byte[]> store;
    private final LinkedHashMap<String, Recent> recent = new LinkedHashMap<>(64, 0.75f, true);

    RecentCounters(KeyValueStore<String, byte[]> store) {
        this.store = store;
    }

    /** A counter as it stands in the store, and what it adds to the lane's digest. */
    static final class Recent {

        private final String key;
        private final byte[] value;
        private @Nullable String section;
        private long hash;

        Recent(String key, byte[] value) {
            this.key = key;
            this.value = value;
        }

        byte[] value() {
            return value;
        }

        String section() {
            String known = section;
            if (known == null) {
                CounterLine line = CounterCodec.line(key, value);
                hash = line.hash();
                known = line.section();
                section = known;
            }
            return known;
        }

        long hash() {
            section();
            return hash;
        }
    }

    @Nullable Recent find(String key) {
        Recent known = recent.get(key);
        if (known == null && store.get(key) instanceof byte[] value) {
            known = keep(new Recent(key, value));
        }
        return known;
    }

    Recent put(String key, byte[] value) {
        store.put(key, value);
        return keep(new Recent(key, value));
    }

    void remove(String key) {
        store.delete(key);
        recent.remove(key);
    }

    private Recent keep(Recent one) {
        recent.put(one.key, one);
        if (recent.size() > MOST) {
            recent.pollFirstEntry();
        }
        return one;
    }
}
