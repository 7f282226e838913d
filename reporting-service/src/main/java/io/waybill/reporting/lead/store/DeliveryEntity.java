package io.waybill.reporting.lead.store;

import io.waybill.reporting.projection.store.LiveTables;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code delivery}, read only. */
@Entity(name = "Delivery")
@Table(name = "delivery", schema = LiveTables.SCHEMA)
class DeliveryEntity {

    @Id
    @Column(name = "event_id")
    UUID eventId;

    @Column(name = "lead_id")
    UUID leadId;

    @Column(name = "account_id")
    UUID accountId;

    @Column(name = "step_id")
    String stepId;

    int run;

    @Column(name = "sale_price")
    BigDecimal salePrice;

    String currency;

    @Column(name = "requested_at")
    Instant requestedAt;

    @Nullable String outcome;

    @Nullable Boolean certain;

    @Nullable BigDecimal revenue;

    @Column(name = "settled_at")
    @Nullable Instant settledAt;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected DeliveryEntity() {}
}
