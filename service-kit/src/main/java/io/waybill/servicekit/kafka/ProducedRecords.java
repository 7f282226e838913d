package io.waybill.servicekit.kafka;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.waybill.schemas.OutboundRecord;
import io.waybill.servicekit.tracing.Correlation;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.jspecify.annotations.Nullable;

/**
 * Sends records through the one producer of the service. A Uni completes when all in-sync replicas
 * have the record, on the Vert.x context of the caller where there is one, and fails when {@code
 * delivery.timeout.ms} has passed. Records of one partition keep the order in which their Unis were
 * subscribed to.
 */
@Singleton
public final class ProducedRecords {

    static final String CHANNEL = "waybill-records";

    private final KafkaClientService clients;
    private final int partitions;

    /**
     * @param channel only declares the channel. Records go through the connector's producer and not
     *     through its emitter, which sends again after a timeout and so breaks the order.
     */
    ProducedRecords(
            @Channel(CHANNEL) MutinyEmitter<byte[]> channel,
            KafkaClientService clients,
            @ConfigProperty(name = "waybill.partitions") int partitions) {
        this.clients = clients;
        this.partitions = partitions;
    }

    public Uni<Void> send(OutboundRecord record) {
        return Uni.createFrom()
                .deferred(() -> sendAsIs(traced(record, record.toProducerRecord(partitions))));
    }

    /** Sends a record that is encoded already: an outbox row, a dead letter. */
    public Uni<Void> sendAsIs(ProducerRecord<String, byte[]> record) {
        return Uni.createFrom()
                .deferred(() -> {
                    @Nullable Context caller = Vertx.currentContext();
                    Uni<Void> sent =
                            clients.<String, byte[]>getProducer(CHANNEL)
                                    .send(record)
                                    .replaceWithVoid();
                    return caller == null
                            ? sent
                            : sent.emitOn(task -> caller.runOnContext(ignored -> task.run()));
                });
    }

    /** The producer itself, for threads that may block. */
    public Producer<String, byte[]> producer() {
        return clients.<String, byte[]>getProducer(CHANNEL).unwrap();
    }

    private static ProducerRecord<String, byte[]> traced(
            OutboundRecord record, ProducerRecord<String, byte[]> encoded) {
        Correlation.headers(record.meta())
                .forEach((name, value) ->
                        encoded.headers().add(name, value.getBytes(StandardCharsets.US_ASCII)));
        return encoded;
    }
}
