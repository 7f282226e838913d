package io.waybill.schemas;

import io.waybill.schemas.Decoded.Event;
import io.waybill.schemas.Decoded.Undecodable;
import io.waybill.schemas.Decoded.UnknownRecord;
import java.util.Map;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/** {@link DecodedDeserializer} and its way back, for Kafka Streams. */
public final class DecodedSerde implements Serde<Decoded> {

    private final DecodedDeserializer deserializer = new DecodedDeserializer();

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        deserializer.configure(configs, isKey);
    }

    @Override
    public Serializer<Decoded> serializer() {
        return new DecodedSerializer();
    }

    @Override
    public Deserializer<Decoded> deserializer() {
        return deserializer;
    }

    @Override
    public void close() {
        deserializer.close();
    }

    private static final class DecodedSerializer implements Serializer<Decoded> {

        @Override
        public byte[] serialize(String topic, Decoded data) {
            return switch (data) {
                case Event event -> Records.encode(event.value());
                case Undecodable undecodable -> undecodable.bytes();
                case UnknownRecord unknown ->
                        throw new SerializationException("Cannot write " + unknown.name());
            };
        }

        @Override
        public byte[] serialize(String topic, Headers headers, Decoded data) {
            if (data instanceof Event event) {
                Records.headersOf(event.value())
                        .forEach((name, value) -> headers.remove(name).add(name, value));
            }
            return serialize(topic, data);
        }
    }
}
