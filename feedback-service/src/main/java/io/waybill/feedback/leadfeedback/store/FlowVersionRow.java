package io.waybill.feedback.leadfeedback.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** A version of a flow as the projection wrote it. Only read here. */
@Entity
@Immutable
@Table(name = "flow_version")
@SuppressWarnings("NullAway.Init") // Hibernate sets the fields
class FlowVersionRow {

    @Id
    @Column(name = "id")
    String id;

    @Column(name = "name")
    String name;

    @Column(name = "zone")
    String zone;

    @Column(name = "definition")
    String definition;

    /** As flow.versions has it for its key. */
    static String id(UUID flowId, int version) {
        return flowId + "/" + version;
    }
}
