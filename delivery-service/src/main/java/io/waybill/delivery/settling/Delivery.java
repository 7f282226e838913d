package io.waybill.delivery.settling;

import java.time.Duration;
import java.time.Instant;

/**
 * The state of one delivery.
 *
 * <pre>
 *  Unrequested ──accept──► Accepted ──start──► Sending ──end──► Settled ◄──reconcile, give up──┐
 *                             │                 │   ▲            ▲   │                          │
 *                             │      end, retry │   │ start      │   │ plan                     │
 *                             │                 ▼   │            │   ▼                          │
 *                             │                Retrying ─────────┤  Later ──start──► SendingLater
 *                             └──give up, deadline reached───────┘    ▲                   │
 *                                                                     └────end, retry─────┘
 * </pre>
 *
 * The step gets its outcome once, on the way to Settled. What is sent after that tells, at most
 * once, what became of the lead. A crash while sending is an attempt without an outcome: it ends as
 * unanswered, and is repeated only where the terms call that safe.
 */
public sealed interface Delivery {

    record Unrequested() implements Delivery {}

    /** Taken, and nothing was sent yet. */
    record Accepted(Terms terms) implements Delivery {}

    /**
     * An attempt is on its way.
     *
     * @param doubtful an earlier attempt went unanswered
     */
    record Sending(Terms terms, int attempt, boolean doubtful) implements Delivery {}

    /**
     * The last attempt did not conclude and another one is due.
     *
     * @param doubtful an attempt went unanswered
     */
    record Retrying(Terms terms, int attempts, boolean doubtful, Instant dueAt)
            implements Delivery {}

    /**
     * Concluded; nothing more is sent unless somebody asks for it.
     *
     * @param certain false where the buyer may hold the lead
     */
    record Settled(Terms terms, StepOutcome outcome, boolean certain, int attempts)
            implements Delivery {}

    /** The step has its outcome, and another attempt is due. */
    record Later(Terms terms, Round round, int attempts, Instant dueAt) implements Delivery {

        /** How long it is tried at least once a destination is open again. */
        static final Duration HELD = Duration.ofHours(24);
    }

    /** The step has its outcome, and another attempt is on its way. */
    record SendingLater(Terms terms, Round round, int attempt) implements Delivery {}

    /**
     * Attempts beyond settling that belong together.
     *
     * @param outcome of the step
     * @param certain whether it was known, before the round, what became of the lead
     * @param doubtful an attempt may have reached the buyer
     * @param before attempts that were made before the round
     * @param until when its last attempt may start
     */
    record Round(
            StepOutcome outcome, boolean certain, boolean doubtful, int before, Instant until) {

        Round after(AttemptOutcome attempt) {
            return new Round(
                    outcome,
                    certain,
                    doubtful || attempt == AttemptOutcome.UNANSWERED,
                    before,
                    until);
        }
    }
}
