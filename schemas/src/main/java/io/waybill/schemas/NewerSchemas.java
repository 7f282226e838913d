package io.waybill.schemas;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Schemas that were registered after this build, asked for once each. A registry that is away is
 * tried for a few seconds: during a rolling upgrade an old instance meets a new version of a record
 * rarely, and a short wait is better than a dead letter.
 */
final class NewerSchemas implements AutoCloseable {

    private static final int TRIES = 5;

    private final RegistryClient client;
    private final Map<Integer, Schema> found = new ConcurrentHashMap<>();

    NewerSchemas(URI registry) {
        client = new RegistryClient(registry, Duration.ofSeconds(2));
    }

    @Nullable Schema withId(int id) {
        Schema known = found.get(id);
        for (int i = 0; known == null && i < TRIES; i++) {
            known = ask(id);
        }
        return known;
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
