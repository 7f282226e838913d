package io.waybill.feedback.leadfeedback.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Money that may have come to be known behind a return. */
@Entity
@Table(name = "late_money")
@SuppressWarnings("NullAway.Init") // Hibernate sets the fields
class LateMoneyRow {

    private static final String SALE = "sale";

    /** A return that is being recorded while a sale comes to be known is there by the last one. */
    private static final List<Duration> LOOKS_FOR_RETURNS =
            List.of(Duration.ofSeconds(20), Duration.ofSeconds(100));

    /** A run has its outcome within three days. */
    private static final int LOOKS_FOR_COST = 100;

    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final int DOUBLINGS = 12;

    @Id
    @Column(name = "id")
    String id;

    @Column(name = "event_id")
    UUID eventId;

    @Column(name = "kind")
    String kind;

    @Column(name = "feedback_id")
    @Nullable UUID feedbackId;

    @Column(name = "known_at")
    Instant knownAt;

    @Column(name = "correlation")
    UUID correlation;

    @Column(name = "due_at")
    Instant dueAt;

    @Column(name = "tries")
    int tries;

    @Column(name = "recorded")
    boolean recorded;

    static String saleOf(UUID eventId) {
        return SALE + ":" + eventId;
    }

    static String costOf(UUID eventId) {
        return "cost:" + eventId;
    }

    boolean isSale() {
        return kind.equals(SALE);
    }

    /** There is nothing to be taken back by now: it is looked again, and in the end no more. */
    void putBack(Instant now) {
        boolean last = tries >= (isSale() ? LOOKS_FOR_RETURNS.size() : LOOKS_FOR_COST);
        if (last) {
            recorded = true;
        } else {
            dueAt = now.plus(isSale() ? LOOKS_FOR_RETURNS.get(tries) : pause());
            tries++;
        }
    }

    private Duration pause() {
        Duration pause = Duration.ofSeconds(1L << Math.min(tries, DOUBLINGS));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
}
