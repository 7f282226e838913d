package io.waybill.reporting.lead.store;

import io.waybill.reporting.projection.store.LiveTables;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** A row of {@code lead_repeat}, read only. */
@Entity(name = "LeadRepeat")
@Table(name = "lead_repeat", schema = LiveTables.SCHEMA)
class LeadRepeatEntity {

    @Id
    @Column(name = "lead_id")
    UUID leadId;

    @Column(name = "first_lead_id")
    UUID firstLeadId;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected LeadRepeatEntity() {}
}
