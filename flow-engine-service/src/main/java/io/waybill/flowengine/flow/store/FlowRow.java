package io.waybill.flowengine.flow.store;

import io.waybill.flowengine.flow.Flow;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A flow as its events have left it. */
@Entity
@Table(name = "flow")
@SuppressWarnings("NullAway.Init") // filled in by Hibernate
class FlowRow {

    @Id UUID id;

    @Column(name = "account_id")
    UUID accountId;

    String name;
    String draft;
    int version;
    boolean enabled;
    long sequence;

    @Column(name = "updated_at")
    Instant updatedAt;

    void become(Flow.Defined flow, String json, long newSequence, Instant now) {
        name = flow.draft().name();
        draft = json;
        version = flow.version();
        enabled = flow.enabled();
        sequence = newSequence;
        updatedAt = now;
    }
}
