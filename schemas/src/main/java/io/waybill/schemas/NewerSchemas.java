package io.waybill.schemas;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Schemas that were registered after this build, asked for once each. A registry that is away is
 * tried for a few seconds: during a rolling upgrade an old instance meets a new version of a record
 * rarely, and a short wait is better than a dead letter. An id that was not found is not asked for
 * again at once, so that a consumer waits for the first of many such records only.
 */
final class NewerSchemas implements AutoCloseable {

    static final Duration AGAIN = Duration.ofSeconds(1);

    private static final int TRIES = 5;

    private final RegistryClient client;
    private final LongSupplier nanos;
    private final Map<Integer, Schema> found = new ConcurrentHashMap<>();
    private final Map<Integer, Long> missed = new ConcurrentHashMap<>();

    NewerSchemas(URI registry) {
        this(registry, System::nanoTime);
    }

    /**
     * @param nanos a clock as {@link System#nanoTime()}
     */
    NewerSchemas(URI registry, LongSupplier nanos) {
        this.client = new RegistryClient(registry, Duration.ofSeconds(2));
        this.nanos = nanos;
    }

    @Nullable Schema withId(int id) {
        Schema known = found.get(id);
        Long missedAt = missed.get(id);
        if (known != null || (missedAt != null && isRecent(missedAt))) {
            return known;
        }
        for (int i = 0; known == null && i < TRIES; i++) {
            known = ask(id);
        }
        missed.values().removeIf(at -> !isRecent(at));
        if (known == null) {
            missed.put(id, nanos.getAsLong());
        }
        return known;
    }

    private boolean isRecent(long at) {
        return nanos.getAsLong() - at < AGAIN.toNanos();
    }

    private @Nullable Schema ask(int id) {
        try {
            Schema schema = client.schema(id);
            found.put(id, schema);
            return schema;
        } catch (RegistryFailed e) {
            return null;
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
