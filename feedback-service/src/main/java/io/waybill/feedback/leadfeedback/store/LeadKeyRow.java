package io.waybill.feedback.leadfeedback.store;

import io.waybill.eventsourcing.sealing.WrappedKey;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** The data key of a lead as the projection wrote it. Only read here. */
@Entity
@Immutable
@Table(name = "lead_key")
@SuppressWarnings("NullAway.Init") // Hibernate sets the fields
class LeadKeyRow {

    @Id
    @Column(name = "lead_id")
    UUID leadId;

    @Column(name = "wrapped_key")
    byte @Nullable [] wrappedKey;

    @Column(name = "master_key_id")
    @Nullable String masterKeyId;

    /** The key, unless the lead was erased. */
    Optional<WrappedKey> live() {
        return wrappedKey == null || masterKeyId == null
                ? Optional.empty()
                : Optional.of(new WrappedKey(ByteBuffer.wrap(wrappedKey), masterKeyId));
    }
}
