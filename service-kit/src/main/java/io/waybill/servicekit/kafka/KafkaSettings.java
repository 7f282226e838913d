package io.waybill.servicekit.kafka;

import io.waybill.schemas.DecodedDeserializer;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** Settings of plain Kafka clients, on top of the {@code kafka.*} configuration. */
public final class KafkaSettings {

    private KafkaSettings() {}

    /** For a consumer without a group, which assigns itself its partitions. */
    public static Map<String, Object> reader(Map<String, Object> broker) {
        Map<String, Object> settings = new HashMap<>(broker);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "10000");
        settings.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, "1000");
        return settings;
    }

    /** Reads the records of a plain consumer; it asks the registry for newer schemas. */
    public static DecodedDeserializer deserializer(Map<String, Object> settings) {
        // Kafka configures the deserializers that it makes, and not those that it is given.
        DecodedDeserializer deserializer = new DecodedDeserializer();
        deserializer.configure(settings, false);
        return deserializer;
    }

    static Map<String, Object> admin(Map<String, Object> broker) {
        Map<String, Object> settings = new HashMap<>(broker);
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, "3000");
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "3000");
        settings.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, "1000");
        return settings;
    }
}
