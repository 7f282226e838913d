package io.waybill.feedback.leadfeedback.kafka;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.waybill.eventsourcing.store.ExactlyOnceProjection;
import io.waybill.feedback.leadfeedback.store.KnownProjection;
import io.waybill.schemas.Decoded;
import io.waybill.servicekit.kafka.ProjectionConsumer;
import io.waybill.servicekit.kafka.ProjectionConsumers;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Keeps the deliveries that feedback may be given on, with the terms, the money and the keys of
 * their leads, and what became of telling sources.
 */
@Singleton
final class KnownLeads {

    /** Of the channel, of its consumer, and of the projection. */
    static final String NAME = "known-leads";

    private final ProjectionConsumer consumer;
    private final SendingWorker sendings;

    KnownLeads(@Identifier(NAME) ProjectionConsumer consumer, SendingWorker sendings) {
        this.consumer = consumer;
        this.sendings = sendings;
    }

    @Incoming(NAME)
    Uni<Void> consume(ConsumerRecords<String, Decoded> batch) {
        return consumer.consume(batch).invoke(sendings::wake);
    }

    @Dependent
    static final class Wiring {

        @Produces
        @Singleton
        @Identifier(NAME)
        ProjectionConsumer consumer(ProjectionConsumers kit, DataSource dataSource) {
            ExactlyOnceProjection projection = new ExactlyOnceProjection(dataSource, NAME);
            return kit.consumer(NAME, projection, KnownProjection::write);
        }
    }
}
