package io.waybill.local.kit;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The broker as a process of this JVM. */
final class KafkaProcess implements KafkaServer {

    private static final int HEAP_MEGABYTES = 384;
    private static final Duration START_LIMIT = Duration.ofSeconds(240);

    private final KafkaBroker broker;
    private @Nullable OwnedProcess process;

    KafkaProcess(KafkaBroker broker) {
        this.broker = broker;
    }

    @Override
    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    @Override
    public synchronized void start() {
        if (process != null && process.isAlive()) {
            return;
        }
        broker.prepare();
        var log = broker.directory().resolve("kafka.log");
        var started = OwnedProcess.start("Kafka", broker.command(HEAP_MEGABYTES), log);
        process = started;
        started.awaitAnswer(broker::answers, START_LIMIT);
    }

    @Override
    public synchronized void kill9() {
        if (process != null) {
            process.kill9();
            process = null;
        }
    }

    @Override
    public void close() {
        kill9();
    }
}
