package io.waybill.partner.password.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "password_reset")
@SuppressWarnings("NullAway.Init") // filled in by Hibernate
class PasswordResetRow {

    @Id byte[] hash;

    @Column(name = "user_id")
    UUID userId;

    @Column(name = "asked_at")
    Instant askedAt;

    @Column(name = "used_at")
    @Nullable Instant usedAt;

    static PasswordResetRow of(byte[] hash, UUID user, Instant at) {
        PasswordResetRow row = new PasswordResetRow();
        row.hash = hash;
        row.userId = user;
        row.askedAt = at;
        return row;
    }
}
