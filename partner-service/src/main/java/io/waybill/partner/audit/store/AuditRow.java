package io.waybill.partner.audit.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "audit_entry")
@SuppressWarnings("NullAway.Init") // filled in by Hibernate
class AuditRow {

    @Id UUID id;

    @Column(name = "account_id")
    UUID accountId;

    @Column(name = "occurred_at")
    Instant occurredAt;

    String kind;

    @Column(name = "done_by")
    @Nullable String doneBy;

    @Column(name = "subject_kind")
    String subjectKind;

    @Column(name = "subject_id")
    UUID subjectId;

    String details;

    @Column(name = "record_id")
    UUID recordId;

    @Column(name = "stream_id")
    UUID streamId;

    long sequence;
    byte @Nullable [] address;
    byte @Nullable [] client;
}
