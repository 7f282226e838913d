package io.waybill.reporting.lead.store;

import io.waybill.reporting.projection.store.LiveTables;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code lead}, read only. */
@Entity(name = "Lead")
@Table(name = "lead", schema = LiveTables.SCHEMA)
class LeadEntity {

    @Id
    @Column(name = "lead_id")
    UUID leadId;

    @Column(name = "account_id")
    UUID accountId;

    @Column(name = "flow_id")
    UUID flowId;

    @Column(name = "flow_version")
    int flowVersion;

    @Column(name = "source_id")
    UUID sourceId;

    @Column(name = "received_at")
    Instant receivedAt;

    boolean test;

    byte @Nullable [] data;

    @Column(name = "data_record")
    @Nullable UUID dataRecord;

    @Nullable String outcome;

    byte @Nullable [] reason;

    @Column(name = "reason_record")
    @Nullable UUID reasonRecord;

    @Nullable BigDecimal price;

    @Nullable BigDecimal revenue;

    @Nullable String currency;

    @Column(name = "completed_at")
    @Nullable Instant completedAt;

    @Column(name = "closed_at")
    @Nullable Instant closedAt;

    @Nullable String state;

    @Column(name = "postal_prefix")
    @Nullable String postalPrefix;

    @Column(name = "phone_area")
    @Nullable String phoneArea;

    @Column(name = "mail_domain")
    @Nullable String mailDomain;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected LeadEntity() {}
}
