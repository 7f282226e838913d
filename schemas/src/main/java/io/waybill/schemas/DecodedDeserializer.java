package io.waybill.schemas;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * The one deserializer of every consumer and the engine. It never throws, so that a message that
 * nobody can read stops neither a consumer nor a stream thread. Configured with {@value
 * #REGISTRY_URL} it can also read versions of a record that are newer than this build.
 */
public final class DecodedDeserializer implements Deserializer<Decoded> {

    public static final String REGISTRY_URL = "waybill.registry.url";

    private @Nullable NewerSchemas newer;
    private RecordDecoder decoder = new RecordDecoder();

    /** For Kafka, which calls {@link #configure}. */
    public DecodedDeserializer() {}

    public DecodedDeserializer(URI registry) {
        use(registry);
    }

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        Object registry = configs.get(REGISTRY_URL);
        if (registry != null && !registry.toString().isBlank()) {
            use(URI.create(registry.toString()));
        }
    }

    private void use(URI registry) {
        close();
        newer = new NewerSchemas(registry);
        decoder = new RecordDecoder(KnownSchemas.OURS, newer);
    }

    @Override
    public Decoded deserialize(String topic, byte @Nullable [] data) {
        return deserialize(topic, new RecordHeaders(), data);
    }

    @Override
    public Decoded deserialize(String topic, Headers headers, byte @Nullable [] data) {
        return decoder.decode(
                text(headers, Records.SCHEMA_HEADER), text(headers, Records.NAME_HEADER), data);
    }

    private static @Nullable String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null
                ? null
                : new String(header.value(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        if (newer != null) {
            newer.close();
        }
    }
}
