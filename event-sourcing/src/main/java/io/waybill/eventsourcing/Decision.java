package io.waybill.eventsourcing;

import java.util.List;

/**
 * What deciding a command gave: facts to record, or the reason why there are none.
 *
 * @param <E> events of the aggregate
 * @param <R> reasons for refusing
 */
public sealed interface Decision<E, R> {

    /** The command is done by recording these events; none means that nothing had to be done. */
    record Accepted<E, R>(List<E> events) implements Decision<E, R> {
        public Accepted {
            events = List.copyOf(events);
        }
    }

    /** The command is not done and nothing is recorded. */
    record Refused<E, R>(R refusal) implements Decision<E, R> {}

    @SafeVarargs
    static <E, R> Decision<E, R> accepted(E... events) {
        return new Accepted<>(List.of(events));
    }

    static <E, R> Decision<E, R> accepted(List<E> events) {
        return new Accepted<>(events);
    }

    static <E, R> Decision<E, R> refused(R refusal) {
        return new Refused<>(refusal);
    }
}
