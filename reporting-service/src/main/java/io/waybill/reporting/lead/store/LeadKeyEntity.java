package io.waybill.reporting.lead.store;

import io.waybill.reporting.projection.store.LiveTables;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code lead_key}, read only. */
@Entity(name = "LeadKey")
@Table(name = "lead_key", schema = LiveTables.SCHEMA)
class LeadKeyEntity {

    @Id
    @Column(name = "lead_id")
    UUID leadId;

    @Column(name = "wrapped_key")
    byte @Nullable [] wrappedKey;

    @Column(name = "master_key_id")
    @Nullable String masterKeyId;

    @Column(name = "erased_at")
    @Nullable Instant erasedAt;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected LeadKeyEntity() {}
}
