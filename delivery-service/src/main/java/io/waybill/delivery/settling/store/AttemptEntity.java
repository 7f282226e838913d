package io.waybill.delivery.settling.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** An attempt for reading; it is written by {@link DeliveryTable} only. */
@Entity
@Immutable
@IdClass(AttemptEntity.Key.class)
@Table(name = "attempt")
@SuppressWarnings("NullAway.Init") // the fields are filled by Hibernate
class AttemptEntity {

    record Key(UUID eventId, int number) {}

    @Id
    @Column(name = "event_id")
    UUID eventId;

    @Id int number;

    @Column(name = "record_id")
    UUID recordId;

    @Column(name = "ended_at")
    Instant endedAt;

    String outcome;

    @Nullable Integer status;

    @Column(name = "latency_micros")
    long latencyMicros;

    byte @Nullable [] request;

    byte @Nullable [] reply;

    byte @Nullable [] reason;
}
