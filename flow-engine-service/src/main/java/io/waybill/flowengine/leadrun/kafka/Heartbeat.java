package io.waybill.flowengine.leadrun.kafka;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Rewrites one key of each store every hour: the changelog's open segment is rolled by it, so that
 * the cleaner can take values out that were replaced or deleted, also where a lane is quiet.
 */
final class Heartbeat {

    private static final String KEY = "h";
    private static final long HOUR_SECONDS = 3_600;

    private final List<KeyValueStore<String, byte[]>> stores;
    private long lastHour = Long.MIN_VALUE;

    Heartbeat(List<KeyValueStore<String, byte[]>> stores) {
        this.stores = List.copyOf(stores);
    }

    void beat(Instant now) {
        long hour = now.getEpochSecond() / HOUR_SECONDS;
        if (hour != lastHour) {
            lastHour = hour;
            byte[] value = ByteBuffer.allocate(Long.BYTES).putLong(hour).array();
            stores.forEach(store -> store.put(KEY, value));
        }
    }
}
