package io.waybill.reporting.projection.kafka;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.waybill.eventsourcing.store.ExactlyOnceProjection;
import io.waybill.reporting.projection.store.LiveTables;
import io.waybill.reporting.projection.store.ViewWriter;
import io.waybill.schemas.Decoded;
import io.waybill.servicekit.kafka.ProjectionConsumer;
import io.waybill.servicekit.kafka.ProjectionConsumers;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Keeps the live tables up to date with the topics. */
@Singleton
final class LedgerConsumer {

    static final String CHANNEL = "ledger";

    private final ProjectionConsumer projection;

    LedgerConsumer(@Identifier(CHANNEL) ProjectionConsumer projection) {
        this.projection = projection;
    }

    @Incoming(CHANNEL)
    Uni<Void> consume(ConsumerRecords<String, Decoded> batch) {
        return projection.consume(batch);
    }

    /** Apart from the consumer, which needs it. */
    @Singleton
    static final class Feed {

        @Produces
        @Singleton
        @Identifier(CHANNEL)
        ProjectionConsumer consumer(ProjectionConsumers kit, LiveTables tables, ViewWriter writer) {
            return kit.consumer(
                    CHANNEL,
                    new ExactlyOnceProjection(tables.live(), ViewWriter.PROJECTION),
                    writer);
        }
    }
}
