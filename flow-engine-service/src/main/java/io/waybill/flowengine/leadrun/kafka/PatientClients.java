package io.waybill.flowengine.leadrun.kafka;

import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.jboss.logging.Logger;

/**
 * The clients of the lanes, made as soon as that can be done: a client cannot be made while no
 * broker's name resolves. Streams that fails for this while it is made keeps its lock on the state
 * directory, so that no later one could begin in this process.
 */
final class PatientClients implements KafkaClientSupplier {

    private static final Logger LOG = Logger.getLogger(PatientClients.class);

    private final Duration pause;
    private final BooleanSupplier stopped;

    PatientClients(Duration pause, BooleanSupplier stopped) {
        this.pause = pause;
        this.stopped = stopped;
    }

    @Override
    public Admin getAdmin(Map<String, Object> config) {
        return made(() -> Admin.create(config));
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        return made(() ->
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer()));
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
        return made(() ->
                new KafkaConsumer<>(
                        config, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
        return getConsumer(config);
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
        return getConsumer(config);
    }

    private <T> T made(Supplier<T> making) {
        while (true) {
            try {
                return making.get();
            } catch (KafkaException failure) {
                if (stopped.getAsBoolean()) {
                    throw failure;
                }
                LOG.warnf("no client for the broker cause=%s", String.valueOf(failure.getCause()));
                rest(failure);
            }
        }
    }

    private void rest(KafkaException failure) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw failure;
        }
    }
}
