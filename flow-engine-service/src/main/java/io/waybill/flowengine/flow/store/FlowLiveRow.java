package io.waybill.flowengine.flow.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** What the lane said last of a flow: the version that leads run on. */
@Entity
@Table(name = "flow_live")
@SuppressWarnings("NullAway.Init") // filled in by Hibernate
class FlowLiveRow {

    @Id
    @Column(name = "flow_id")
    UUID flowId;

    int version;
    boolean enabled;
    long sequence;
}
