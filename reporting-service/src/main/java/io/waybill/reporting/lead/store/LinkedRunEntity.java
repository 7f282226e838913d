package io.waybill.reporting.lead.store;

import io.waybill.reporting.projection.store.LiveTables;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** A row of {@code linked_run}, read only. */
@Entity(name = "LinkedRun")
@Table(name = "linked_run", schema = LiveTables.SCHEMA)
class LinkedRunEntity {

    @Id
    @Column(name = "run_id")
    UUID runId;

    @Column(name = "account_id")
    UUID accountId;

    @Column(name = "first_lead_id")
    UUID firstLeadId;

    int number;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected LinkedRunEntity() {}
}
