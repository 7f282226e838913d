package io.waybill.partner.session.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "session")
@SuppressWarnings("NullAway.Init") // filled in by Hibernate
class SessionRow {

    @Id UUID id;

    @Column(name = "user_id")
    UUID userId;

    @Column(name = "account_id")
    UUID accountId;

    @Column(name = "started_at")
    Instant startedAt;

    @Column(name = "expires_at")
    Instant expiresAt;

    @Column(name = "ended_at")
    @Nullable Instant endedAt;

    /** How many its stream has. Sessions of earlier builds have none of their beginning. */
    int events;
}
