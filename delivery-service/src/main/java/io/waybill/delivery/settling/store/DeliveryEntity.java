package io.waybill.delivery.settling.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A delivery for reading; it is written by {@link DeliveryTable} only. */
@Entity
@Immutable
@Table(name = "delivery")
@SuppressWarnings("NullAway.Init") // the fields are filled by Hibernate
class DeliveryEntity {

    @Id
    @Column(name = "event_id")
    UUID eventId;

    @Column(name = "account_id")
    UUID accountId;

    @Column(name = "lead_id")
    UUID leadId;

    @Column(name = "step_id")
    String stepId;

    @Column(name = "flow_id")
    @Nullable UUID flowId;

    @Column(name = "destination_id")
    @Nullable UUID destinationId;

    @Nullable String address;

    @Column(name = "sale_price")
    @Nullable BigDecimal salePrice;

    @Nullable String currency;

    @Nullable BigDecimal price;

    boolean test;

    @Column(name = "accepted_at")
    Instant acceptedAt;

    @Column(name = "settle_by")
    Instant settleBy;

    String state;

    int attempts;

    @Column(name = "due_at")
    @Nullable Instant dueAt;

    @Column(name = "round_until")
    @Nullable Instant roundUntil;

    @Column(name = "wrapped_key")
    byte[] wrappedKey;

    @Column(name = "master_key_id")
    String masterKeyId;

    @Nullable String outcome;

    @Nullable Boolean certain;

    @Column(name = "settled_at")
    @Nullable Instant settledAt;

    @Column(name = "known_at")
    @Nullable Instant knownAt;

    @Column(name = "said_by")
    @Nullable UUID saidBy;

    @Column(name = "said_field")
    @Nullable String saidField;

    byte @Nullable [] reason;
}
