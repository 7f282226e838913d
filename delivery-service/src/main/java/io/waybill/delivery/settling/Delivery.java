package io.waybill.delivery.settling;

import java.time.Instant;

/**
 * The state of one delivery.
 *
 * <pre>
 *  Unrequested ──accept──► Accepted ──start──► Sending ──end──► Settled
 *                             │                 │   ▲              ▲
 *                             │      end, retry │   │ start        │
 *                             │                 ▼   │              │
 *                             │                Retrying ───────────┤
 *                             └──give up, deadline reached─────────┘
 * </pre>
 *
 * A crash while Sending is an attempt without an outcome: it ends as unanswered, and is repeated
 * only where the terms call that safe.
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

    /** Concluded; nothing is sent for this delivery any more. */
    record Settled(StepOutcome outcome, boolean certain, int attempts) implements Delivery {}
}
