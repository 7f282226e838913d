package io.waybill.feedback.leadfeedback.store;

import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.feedback.leadfeedback.GiveFeedback;
import io.waybill.feedback.leadfeedback.store.Recorded.Outcome;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** A feedback that was handled, and what its caller was told. */
@Entity
@Immutable
@Table(name = "feedback")
@SuppressWarnings("NullAway.Init") // Hibernate sets the fields
class FeedbackRow {

    static final String REASON = "feedback.reason";
    static final String DIGEST = "feedback.digest";

    @Id
    @Column(name = "feedback_id")
    UUID feedbackId;

    @Column(name = "event_id")
    UUID eventId;

    @Column(name = "type")
    String type;

    @Column(name = "outcome")
    String outcome;

    @Column(name = "reason")
    byte[] reason;

    @Column(name = "digest")
    byte[] digest;

    @Column(name = "received_at")
    Instant receivedAt;

    Recorded.Committed answer(UUID leadId, Optional<DataKey> key) {
        return new Recorded.Committed(
                feedbackId, leadId, Outcome.valueOf(outcome), opened(reason, REASON, key));
    }

    /** Whether a call with the same id says something else. Of an erased lead nobody knows. */
    boolean isOfOther(GiveFeedback given, Optional<DataKey> key) {
        return opened(digest, DIGEST, key)
                .filter(known -> !known.equals(Said.digest(given)))
                .isPresent();
    }

    /** Whether it is known to say the same. */
    boolean says(GiveFeedback given, Optional<DataKey> key) {
        return opened(digest, DIGEST, key).filter(Said.digest(given)::equals).isPresent();
    }

    private Optional<String> opened(byte[] sealed, String field, Optional<DataKey> key) {
        return sealed.length == 0
                ? Optional.empty()
                : key.map(
                        open -> open.openText(eventId, feedbackId, field, ByteBuffer.wrap(sealed)));
    }
}
