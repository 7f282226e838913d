package io.waybill.local.kit;

import java.util.Map;

/**
 * The broker in a container. It listens inside on the very port that it advertises outside: its
 * transaction coordinator reaches the broker by the advertised address too.
 */
final class KafkaContainer implements KafkaServer {

    private final int port;
    private final ServerContainer container;

    KafkaContainer(String image, int port) {
        this.port = port;
        this.container =
                new ServerContainer(
                        image, port, port, environment(port), () -> KafkaProbe.answers(port));
    }

    private static Map<String, String> environment(int port) {
        return Map.ofEntries(
                Map.entry("KAFKA_NODE_ID", "1"),
                Map.entry("KAFKA_PROCESS_ROLES", "broker,controller"),
                Map.entry(
                        "KAFKA_LISTENERS",
                        "PLAINTEXT://0.0.0.0:" + port + ",CONTROLLER://127.0.0.1:9093"),
                Map.entry("KAFKA_ADVERTISED_LISTENERS", "PLAINTEXT://127.0.0.1:" + port),
                Map.entry("KAFKA_CONTROLLER_LISTENER_NAMES", "CONTROLLER"),
                Map.entry(
                        "KAFKA_LISTENER_SECURITY_PROTOCOL_MAP",
                        "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT"),
                Map.entry("KAFKA_INTER_BROKER_LISTENER_NAME", "PLAINTEXT"),
                Map.entry("KAFKA_CONTROLLER_QUORUM_VOTERS", "1@127.0.0.1:9093"),
                Map.entry("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false"),
                Map.entry("KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR", "1"),
                Map.entry("KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR", "1"),
                Map.entry("KAFKA_TRANSACTION_STATE_LOG_MIN_ISR", "1"),
                Map.entry("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0"),
                Map.entry("KAFKA_MESSAGE_MAX_BYTES", "4194304"),
                Map.entry("KAFKA_HEAP_OPTS", "-Xmx384m"));
    }

    @Override
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    @Override
    public synchronized void start() {
        container.start();
    }

    @Override
    public synchronized void kill9() {
        container.kill9();
    }

    @Override
    public synchronized void close() {
        container.close();
    }
}
