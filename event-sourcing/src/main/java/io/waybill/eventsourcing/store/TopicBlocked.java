package io.waybill.eventsourcing.store;

/**
 * A topic takes nothing now, and finding that out has cost time, so that its other rows are better
 * not tried for a while: the topic is missing, no broker answers, the producer's buffer is full.
 */
public final class TopicBlocked extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TopicBlocked(Throwable cause) {
        super(cause);
    }
}
