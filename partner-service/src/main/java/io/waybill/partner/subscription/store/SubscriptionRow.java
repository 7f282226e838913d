package io.waybill.partner.subscription.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

@Entity
@Table(name = "subscription")
@SuppressWarnings("NullAway.Init") // filled in by Hibernate
class SubscriptionRow {

    @Id
    @Column(name = "account_id")
    UUID accountId;

    String plan;

    @Column(name = "changed_at")
    Instant changedAt;

    /** Whether any of its plans so far has covered selling. */
    @Column(name = "could_sell")
    boolean couldSell;
}
