package io.waybill.flowengine.leadrun.kafka;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.message.SchemaStore;
import org.jspecify.annotations.Nullable;

/**
 * The schemas that earlier builds wrote a kind of state with, so that what is on disk can still be
 * read: {@code superseded/<name>.v1.avsc} and on.
 */
final class SupersededState implements SchemaStore {

    private final Cache known = new Cache();

    SupersededState(Class<?> state, int versions) {
        for (int version = 1; version <= versions; version++) {
            known.addSchema(schema(state, version));
        }
    }

    @Override
    public @Nullable Schema findByFingerprint(long fingerprint) {
        return known.findByFingerprint(fingerprint);
    }

    private static Schema schema(Class<?> state, int version) {
        String name = "superseded/" + state.getSimpleName() + ".v" + version + ".avsc";
        try (InputStream in = SupersededState.class.getResourceAsStream(name)) {
            return new Schema.Parser().parse(Objects.requireNonNull(in, name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
