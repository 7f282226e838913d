package io.waybill.reporting.lead.store;

import io.waybill.reporting.projection.store.LiveTables;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A row of {@code lead_event}, read only. */
@Entity(name = "LeadEvent")
@Table(name = "lead_event", schema = LiveTables.SCHEMA)
class EventEntity {

    @Id
    @Column(name = "record_id")
    UUID recordId;

    @Column(name = "account_id")
    UUID accountId;

    @Column(name = "lead_id")
    UUID leadId;

    String topic;

    @Column(name = "stream_id")
    UUID streamId;

    long sequence;

    @Column(name = "occurred_at")
    Instant occurredAt;

    String type;

    @Column(name = "step_id")
    @Nullable String stepId;

    @Column(name = "event_id")
    @Nullable UUID eventId;

    @Nullable String outcome;

    boolean test;

    @JdbcTypeCode(SqlTypes.JSON)
    Map<String, Object> facts;

    byte @Nullable [] reason;

    byte @Nullable [] request;

    byte @Nullable [] reply;

    byte @Nullable [] reference;

    byte @Nullable [] appended;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected EventEntity() {}
}
