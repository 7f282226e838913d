package io.waybill.local.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every kind of servers promises. */
interface ServersContract {

    Servers servers();

    @Test
    default void a_killed_broker_comes_back_with_what_it_acknowledged(@TempDir Path directory)
            throws Exception {
        try (var kafka = servers().kafka(directory)) {
            kafka.start();
            createTopic(kafka, "kept");
            writeInTransaction(kafka, "kept", "before the crash");

            kafka.kill9();
            kafka.restart();
            writeInTransaction(kafka, "kept", "after the crash");

            assertThat(read(kafka, "kept")).containsExactly("before the crash", "after the crash");
        }
    }

    @Test
    default void a_topic_that_was_not_provisioned_is_not_created_by_writing_to_it(
            @TempDir Path directory) {
        try (var kafka = servers().kafka(directory)) {
            kafka.start();
            var config = new HashMap<>(producerConfig(kafka));
            config.put("max.block.ms", 1_000);
            try (var producer = new KafkaProducer<byte[], byte[]>(config)) {
                var record = new ProducerRecord<byte[], byte[]>("unknown", new byte[1]);
                assertThatThrownBy(() -> producer.send(record).get(5, TimeUnit.SECONDS))
                        .hasMessageContaining("unknown");
            }
        }
    }

    @Test
    default void a_killed_database_server_comes_back_with_what_it_committed(@TempDir Path directory)
            throws Exception {
        try (var server = servers().database(directory)) {
            server.start();
            var database = server.database("reporting");
            execute(database, "CREATE TABLE kept AS SELECT 42 AS answer");

            server.kill9();
            server.restart();

            assertThat(answer(server.database("reporting"))).isEqualTo(42);
        }
    }

    @Test
    default void a_service_cannot_enter_the_database_of_another(@TempDir Path directory) {
        try (var server = servers().database(directory)) {
            server.start();
            server.database("partner");
            var intruder = server.database("feedback");

            assertThatThrownBy(() -> enter(intruder, "partner"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("permission denied");
        }
    }

    private static void enter(Database as, String other) throws SQLException {
        var url = as.jdbcUrl().replace("/" + as.name(), "/" + other);
        DriverManager.getConnection(url, as.username(), as.password()).close();
    }

    private static void execute(Database database, String sql) throws SQLException {
        try (var connection = connect(database);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int answer(Database database) throws SQLException {
        try (var connection = connect(database);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT answer FROM kept")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static Connection connect(Database database) throws SQLException {
        return DriverManager.getConnection(
                database.jdbcUrl(), database.username(), database.password());
    }

    private static void createTopic(KafkaServer kafka, String name) throws Exception {
        try (var admin =
                Admin.create(
                        Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()))) {
            var topic = new NewTopic(name, Optional.of(1), Optional.of((short) 1));
            admin.createTopics(List.of(topic)).all().get(20, TimeUnit.SECONDS);
        }
    }

    private static Map<String, Object> producerConfig(KafkaServer kafka) {
        return Map.of(
                "bootstrap.servers", kafka.bootstrapServers(),
                "key.serializer", ByteArraySerializer.class,
                "value.serializer", ByteArraySerializer.class);
    }

    private static void writeInTransaction(KafkaServer kafka, String topic, String text) {
        var config = new HashMap<>(producerConfig(kafka));
        config.put("transactional.id", "kit-test");
        try (var producer = new KafkaProducer<byte[], byte[]>(config)) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(topic, text.getBytes(StandardCharsets.UTF_8)));
            producer.commitTransaction();
        }
    }

    private static List<String> read(KafkaServer kafka, String topic) {
        var config =
                Map.<String, Object>of(
                        "bootstrap.servers",
                        kafka.bootstrapServers(),
                        "isolation.level",
                        "read_committed",
                        "key.deserializer",
                        ByteArrayDeserializer.class,
                        "value.deserializer",
                        ByteArrayDeserializer.class);
        try (var consumer = new KafkaConsumer<byte[], byte[]>(config)) {
            var partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            var found = new ArrayList<String>();
            long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (found.size() < 2 && System.nanoTime() < end) {
                for (ConsumerRecord<byte[], byte[]> record :
                        consumer.poll(Duration.ofMillis(200))) {
                    found.add(new String(record.value(), StandardCharsets.UTF_8));
                }
            }
            return found;
        }
    }
}
