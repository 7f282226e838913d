package io.waybill.feedback.leadfeedback.store;

import io.waybill.feedback.leadfeedback.Delivered;
import io.waybill.feedback.leadfeedback.FeedbackTerms;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A delivery as the projection wrote it. Only read here. */
@Entity
@Immutable
@Table(name = "delivery")
@SuppressWarnings("NullAway.Init") // Hibernate sets the fields
class DeliveryRow {

    @Id
    @Column(name = "event_id")
    UUID eventId;

    @Column(name = "lead_id")
    UUID leadId;

    @Column(name = "flow_id")
    UUID flowId;

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

    @Column(name = "return_enabled")
    boolean returnEnabled;

    @Column(name = "return_max_age_days")
    @Nullable Integer returnMaxAgeDays;

    @Column(name = "conversion_enabled")
    boolean conversionEnabled;

    Delivered delivered() {
        FeedbackTerms terms = new FeedbackTerms(returnEnabled, returnMaxAgeDays, conversionEnabled);
        return new Delivered(eventId, leadId, acceptedAt, terms);
    }
}
