package io.waybill.partner.session.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "refresh_token")
@SuppressWarnings("NullAway.Init") // filled in by Hibernate
class RefreshTokenRow {

    @Id byte[] hash;

    @Column(name = "session_id")
    UUID sessionId;

    @Column(name = "issued_at")
    Instant issuedAt;

    @Column(name = "used_at")
    @Nullable Instant usedAt;

    static RefreshTokenRow of(byte[] hash, UUID session, Instant at) {
        RefreshTokenRow row = new RefreshTokenRow();
        row.hash = hash;
        row.sessionId = session;
        row.issuedAt = at;
        return row;
    }
}
