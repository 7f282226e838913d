package io.waybill.flowengine.leadrun.kafka;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values of a store that were used last. A lane is the only writer of its stores, and begins anew
 * with them after a failure: what it remembers is what stands there.
 */
final class Recent<V> {

    private final Map<String, V> values;

    /**
     * @param most how many are kept
     */
    Recent(int most) {
        values =
                new LinkedHashMap<>(64, 0.75f, true) {
                    private static final long serialVersionUID = 1L;

                    @Override
                    protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                        return size() > most;
                    }
                };
    }

    /** Null where it has to be looked up. */
    @Nullable V get(String key) {
        return values.get(key);
    }

    void put(String key, V value) {
        values.put(key, value);
    }

    void remove(String key) {
        values.remove(key);
    }
}
