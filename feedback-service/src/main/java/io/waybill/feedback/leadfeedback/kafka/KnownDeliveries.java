package io.waybill.feedback.leadfeedback.kafka;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.waybill.eventsourcing.store.ExactlyOnceProjection;
import io.waybill.feedback.leadfeedback.store.DeliveryProjection;
import io.waybill.schemas.Decoded;
import io.waybill.servicekit.kafka.ProjectionConsumer;
import io.waybill.servicekit.kafka.ProjectionConsumers;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Keeps the deliveries that feedback may be given on, and the data keys of their leads. */
@Singleton
final class KnownDeliveries {

    /** Of the channel, of its consumer, and of the projection. */
    static final String NAME = "known-deliveries";

    private final ProjectionConsumer consumer;

    KnownDeliveries(@Identifier(NAME) ProjectionConsumer consumer) {
        this.consumer = consumer;
    }

    @Incoming(NAME)
    Uni<Void> consume(ConsumerRecords<String, Decoded> batch) {
        return consumer.consume(batch);
    }

    @Dependent
    static final class Wiring {

        @Produces
        @Singleton
        @Identifier(NAME)
        ProjectionConsumer consumer(ProjectionConsumers kit, DataSource dataSource) {
            ExactlyOnceProjection projection = new ExactlyOnceProjection(dataSource, NAME);
            return kit.consumer(NAME, projection, DeliveryProjection::write);
        }
    }
}
