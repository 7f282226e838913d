package io.waybill.delivery.settling;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many are held, by whatever they are held for. Safe for use by many threads; keys that nobody
 * is held for take no room.
 */
public final class Crowds {

    private final Map<Object, Integer> counts = new ConcurrentHashMap<>();

    public void add(Object key) {
        counts.merge(key, 1, Integer::sum);
    }

    public void remove(Object key) {
        counts.computeIfPresent(key, (_, count) -> Math.max(0, count - 1));
        counts.remove(key, 0);
    }

    public int of(Object key) {
        return counts.getOrDefault(key, 0);
    }
}
