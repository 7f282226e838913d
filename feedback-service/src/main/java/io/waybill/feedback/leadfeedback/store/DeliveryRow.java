package io.waybill.feedback.leadfeedback.store;

import io.waybill.eventsourcing.Scope;
import io.waybill.eventsourcing.sealing.WrappedKey;
import io.waybill.feedback.leadfeedback.Delivered;
import io.waybill.feedback.leadfeedback.Delivered.Sale;
import io.waybill.feedback.leadfeedback.LeadFeedback;
import io.waybill.feedback.leadfeedback.LeadFeedback.Reversed;
import io.waybill.feedback.terms.FeedbackTerms;
import io.waybill.language.Money;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A delivery with all that is known of it, as a view shows it. Only read here. */
@Entity
@Immutable
@Table(name = "known_delivery")
@SuppressWarnings("NullAway.Init") // Hibernate sets the fields
class DeliveryRow {

    @Id
    @Column(name = "event_id")
    UUID eventId;

    @Column(name = "lead_id")
    UUID leadId;

    @Column(name = "flow_id")
    UUID flowId;

    @Column(name = "flow_version")
    int flowVersion;

    @Column(name = "source_id")
    UUID sourceId;

    @Column(name = "step_id")
    String stepId;

    @Column(name = "account_id")
    UUID accountId;

    @Column(name = "counterparty_id")
    @Nullable UUID counterpartyId;

    @Column(name = "lane")
    String lane;

    @Column(name = "test")
    boolean test;

    @Column(name = "accepted_at")
    Instant acceptedAt;

    @Column(name = "lead_received_at")
    Instant leadReceivedAt;

    @Column(name = "currency")
    String currency;

    @Column(name = "key_known")
    boolean keyKnown;

    @Column(name = "wrapped_key")
    byte @Nullable [] wrappedKey;

    @Column(name = "master_key_id")
    @Nullable String masterKeyId;

    @Column(name = "revenue")
    @Nullable BigDecimal revenue;

    @Column(name = "cost")
    @Nullable BigDecimal cost;

    @Column(name = "partition")
    @Nullable Short partition;

    @Column(name = "position")
    @Nullable Long position;

    @Column(name = "revenue_reversed")
    boolean revenueReversed;

    @Column(name = "cost_reversed")
    boolean costReversed;

    @Column(name = "sold")
    boolean sold;

    @Column(name = "offered")
    boolean offered;

    @Column(name = "version")
    long version;

    /** The lead's data key, unless it is not known yet or the lead was erased. */
    Optional<WrappedKey> liveKey() {
        return wrappedKey == null || masterKeyId == null
                ? Optional.empty()
                : Optional.of(new WrappedKey(ByteBuffer.wrap(wrappedKey), masterKeyId));
    }

    /** Where the lead's data stand, as far as is known by now. */
    Optional<LeadPlace> place() {
        return partition == null || position == null
                ? Optional.empty()
                : Optional.of(new LeadPlace(leadId, partition, position));
    }

    /** Whether the engine has said what the delivery earned. */
    boolean isSettled() {
        return revenue != null;
    }

    /** Whether the lead has its outcome, so that what it cost is known. */
    boolean isCompleted() {
        return cost != null;
    }

    /** What is decided about: a test lead has no money. */
    LeadFeedback state(FeedbackTerms terms) {
        Sale sale = test ? Sale.NONE : new Sale(money(revenue), money(cost), sold);
        return new LeadFeedback(
                new Delivered(eventId, leadId, acceptedAt, terms, sale),
                new Reversed(revenueReversed, costReversed, offered),
                version);
    }

    Scope scope(UUID correlation) {
        return new Scope(accountId, counterpartyId, lane, correlation, test);
    }

    private Optional<Money> money(@Nullable BigDecimal amount) {
        return Optional.ofNullable(amount)
                .filter(known -> known.signum() > 0)
                .map(known -> Money.of(known, currency));
    }
}
