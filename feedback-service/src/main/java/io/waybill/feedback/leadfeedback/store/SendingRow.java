package io.waybill.feedback.leadfeedback.store;

import io.waybill.feedback.leadfeedback.FeedbackCommand.Answer;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A delivery by which a source is told of a feedback. */
@Entity
@Table(name = "sending")
@SuppressWarnings("NullAway.Init") // Hibernate sets the fields
class SendingRow {

    static final String SETTLED = "settled";
    private static final String CONCLUDED = "concluded";

    @Id
    @Column(name = "sending_id")
    UUID sendingId;

    @Column(name = "feedback_id")
    UUID feedbackId;

    @Column(name = "event_id")
    UUID eventId;

    @Column(name = "type")
    String type;

    @Column(name = "in_batch")
    boolean inBatch;

    @Column(name = "state")
    String state;

    @Column(name = "answer")
    @Nullable String answer;

    @Column(name = "reason")
    byte @Nullable [] reason;

    @Column(name = "reason_record")
    @Nullable UUID reasonRecord;

    @Column(name = "reason_field")
    @Nullable String reasonField;

    @Column(name = "settled_at")
    @Nullable Instant settledAt;

    /** When the feedback was received. */
    @Column(name = "asked_at")
    Instant askedAt;

    /** The answer that is recorded by now. */
    @Column(name = "noted")
    @Nullable String noted;

    @Column(name = "correlation")
    UUID correlation;

    /** Delivery has said what came of it, and it is not recorded yet. */
    boolean isSettled() {
        return state.equals(SETTLED);
    }

    /** What is only gathered goes on; whatever comes of the file does not change what stands. */
    void conclude() {
        state = CONCLUDED;
        noted = answer;
        inBatch |= answered() == Answer.GATHERED;
    }

    /** Whether it is one of those that a quota limits, by what is recorded of it. */
    boolean counts() {
        return counts(noted);
    }

    /** Whether it is one by its new answer. */
    boolean willCount() {
        return counts(answer);
    }

    /** What the source has refused, or was not told of, never was a feedback. */
    private boolean counts(@Nullable String answer) {
        return inBatch
                || answer == null
                || weight(Answer.valueOf(answer)) < weight(Answer.FAILED)
                || Answer.valueOf(answer) == Answer.TAKEN;
    }

    /**
     * How much an answer says: one that says more goes before, also after it was recorded. What the
     * source has said is the last word.
     */
    static int weight(Answer answer) {
        return switch (answer) {
            case GATHERED -> 1;
            case UNANSWERED -> 2;
            case FAILED -> 3;
            case TAKEN, REFUSED -> 4;
        };
    }

    Answer answered() {
        return Answer.valueOf(Objects.requireNonNull(answer, "settled without an answer"));
    }
}
