package io.waybill.flowengine.flow.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An immutable version of a flow. */
@Entity
@Table(name = "flow_version")
@SuppressWarnings("NullAway.Init") // filled in by Hibernate
class FlowVersionRow {

    /** {@code flowId/version}. */
    @Id String id;

    @Column(name = "flow_id")
    UUID flowId;

    int version;
    String definition;

    @Column(name = "deployed_by")
    String deployedBy;

    @Column(name = "deployed_at")
    Instant deployedAt;

    /** The account's when it was deployed; null in rows that are older than this column. */
    @Nullable String zone;

    static String id(UUID flowId, int version) {
        return flowId + "/" + version;
    }
}
