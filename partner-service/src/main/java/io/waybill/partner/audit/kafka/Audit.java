package io.waybill.partner.audit.kafka;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.waybill.eventsourcing.store.ExactlyOnceProjection;
import io.waybill.partner.audit.store.AuditProjection;
import io.waybill.schemas.Decoded;
import io.waybill.servicekit.kafka.ProjectionConsumer;
import io.waybill.servicekit.kafka.ProjectionConsumers;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Keeps what was done in accounts, as this service and others tell it. */
@Singleton
final class Audit {

    /** Of the channel, of its consumer, and of the projection. */
    static final String NAME = "audit";

    private final ProjectionConsumer consumer;

    Audit(@Identifier(NAME) ProjectionConsumer consumer) {
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
            return kit.consumer(NAME, projection, AuditProjection::write);
        }
    }
}
