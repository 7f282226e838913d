package io.waybill.partner.account.store;

import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.partner.account.AccountEvent.ApiKeyIssued;
import io.waybill.servicekit.auth.Role;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "api_key")
@SuppressWarnings("NullAway.Init") // filled in by Hibernate
class ApiKeyRow {

    private static final String LABEL = "api_key.label";

    @Id UUID id;

    @Column(name = "account_id")
    UUID accountId;

    byte[] label;
    String role;

    @Column(name = "issued_at")
    Instant issuedAt;

    @Column(name = "revoked_at")
    @Nullable Instant revokedAt;

    static ApiKeyRow of(UUID account, ApiKeyIssued issued, Instant at, DataKey key) {
        ApiKeyRow row = new ApiKeyRow();
        row.id = issued.keyId();
        row.accountId = account;
        row.label = Sealed.seal(key, account, row.id, LABEL, issued.label().text());
        row.role = issued.role().text();
        row.issuedAt = at;
        return row;
    }

    ApiKeyView view(DataKey key) {
        return new ApiKeyView(
                id,
                Sealed.open(key, accountId, id, LABEL, label),
                Role.of(role).orElse(Role.READ_ONLY),
                issuedAt,
                revokedAt);
    }
}
