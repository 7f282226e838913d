package io.waybill.flowengine.trial.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A golden lead; its content is JSON, sealed. */
@Entity
@Table(name = "golden_lead")
@SuppressWarnings("NullAway.Init") // filled in by Hibernate
class GoldenLeadRow {

    @Id UUID id;

    @Column(name = "flow_id")
    UUID flowId;

    String name;
    String content;

    @Column(name = "created_at")
    Instant createdAt;
}
