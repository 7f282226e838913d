package io.waybill.eventsourcing;

import io.waybill.meta.v1.EventMeta;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * Builds the envelope of a record. Times are cut to microseconds, which is what a record holds, so
 * that an event is equal to itself after a round trip.
 */
public final class Metas {

    private Metas() {}

    /** The first event of a stream that a call from outside begins. */
    public static EventMeta first(Scope scope, UUID stream, UUID recordId, Instant at) {
        return of(scope, stream, 1, recordId, at);
    }

    /** A request on a work topic, made by a call from outside. */
    public static EventMeta request(Scope scope, UUID stream, UUID recordId, Instant at) {
        return of(scope, stream, 0, recordId, at);
    }

    /** An event of a stream that a call from outside continues. */
    public static EventMeta of(Scope scope, UUID stream, long sequence, UUID recordId, Instant at) {
        return EventMeta.newBuilder()
                .setRecordId(recordId)
                .setStreamId(stream)
                .setSequence(sequence)
                .setOccurredAt(micros(at))
                .setAccountId(scope.accountId())
                .setCounterpartyId(scope.counterpartyId())
                .setLane(scope.lane())
                .setCorrelationId(scope.correlationId())
                .setTest(scope.test())
                .build();
    }

    /**
     * The next event of the same stream, caused by the one before.
     *
     * @param ordinal tells apart what the previous event leads to, from 0
     */
    public static EventMeta next(EventMeta previous, int ordinal, Instant at) {
        return caused(
                Cause.of(previous),
                previous.getStreamId(),
                previous.getSequence() + 1,
                ordinal,
                at);
    }

    /** A record that a record causes, at the moment at which the cause happened. */
    public static EventMeta caused(Cause cause, UUID stream, long sequence, int ordinal) {
        return caused(cause, stream, sequence, ordinal, cause.meta().getOccurredAt());
    }

    /**
     * A record that a record causes; its id is derived from the cause, its account, lane and
     * correlation are the cause's.
     *
     * @param sequence place in the stream, 0 on a work topic
     * @param ordinal tells apart what one cause leads to, from 0
     */
    public static EventMeta caused(
            Cause cause, UUID stream, long sequence, int ordinal, Instant at) {
        EventMeta from = cause.meta();
        Scope scope = Scope.of(from);
        return caused(cause, scope, stream, sequence, ordinal, at);
    }

    /**
     * A record that a record causes, told to others than the cause is: whose it is says the scope.
     */
    public static EventMeta caused(
            Cause cause, Scope scope, UUID stream, long sequence, int ordinal) {
        return caused(cause, scope, stream, sequence, ordinal, cause.meta().getOccurredAt());
    }

    // Not by builder: that makes a deep copy of what it begins with, which a lane has no time for.
    private static EventMeta caused(
            Cause cause, Scope scope, UUID stream, long sequence, int ordinal, Instant at) {
        UUID causing = cause.meta().getRecordId();
        return new EventMeta(
                RecordIds.derived(causing, ordinal),
                stream,
                sequence,
                micros(at),
                scope.accountId(),
                scope.counterpartyId(),
                scope.lane(),
                scope.correlationId(),
                causing,
                cause.topic(),
                cause.partition(),
                cause.offset(),
                scope.test());
    }

    private static Instant micros(Instant at) {
        return at.truncatedTo(ChronoUnit.MICROS);
    }
}
