package io.waybill.delivery.destination.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A destination or a credential as its events have left it. */
@Entity
@Table(name = "definition")
@SuppressWarnings("NullAway.Init") // filled in by Hibernate
class DefinitionRow {

    @Id UUID id;

    @Column(name = "account_id", updatable = false)
    UUID accountId;

    @Column(updatable = false)
    String kind;

    String name;
    String body;

    @Column(name = "credential_id")
    @Nullable UUID credentialId;

    boolean enabled;
    boolean deleted;
    long sequence;

    @Column(name = "updated_at")
    Instant updatedAt;

    void become(DefinitionView.Content content) {
        name = content.name();
        body = content.body();
        credentialId = content.credentialId().orElse(null);
    }

    DefinitionView view() {
        return new DefinitionView(
                id,
                accountId,
                DefinitionKind.valueOf(kind.toUpperCase(Locale.ROOT)),
                new DefinitionView.Content(name, body, Optional.ofNullable(credentialId)),
                enabled,
                deleted,
                sequence,
                updatedAt);
    }
}
