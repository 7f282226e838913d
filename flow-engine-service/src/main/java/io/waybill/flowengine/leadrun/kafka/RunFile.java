package io.waybill.flowengine.leadrun.kafka;

import io.waybill.eventsourcing.Scope;
import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.eventsourcing.sealing.WrappedKey;
import io.waybill.flow.v1.SubmitLead;
import io.waybill.flowengine.leadrun.kafka.v1.RunState;
import io.waybill.flowengine.leadrun.kafka.v1.Waiter;
import io.waybill.meta.v1.EventMeta;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the lane knows of a run beside the core's state.
 *
 * @param key opens and seals the lead's values; empty when it could not be opened
 * @param waiters the calls that wait for the answer
 * @param seenKey entry in the store of idempotency keys that gets the answer
 * @param sequence sequence of the last event in the lead's stream
 * @param hops how often the lead has come out of another flow over a connection
 */
record RunFile(
        Envelope envelope,
        String currency,
        WrappedKey wrappedKey,
        Optional<DataKey> key,
        List<Waiter> waiters,
        Optional<String> seenKey,
        long sequence,
        int hops) {

    /** What each record about the run says of whose it is. */
    record Envelope(UUID leadId, UUID accountId, String lane, UUID correlationId, boolean test) {

        /** Whose its records are, whatever their cause said: no other account sees them. */
        Scope scope() {
            return scope(null);
        }

        /**
         * Whose they are of which another account may see some too.
         *
         * @param counterparty the other account
         */
        Scope scope(@Nullable UUID counterparty) {
            return new Scope(accountId, counterparty, lane, correlationId, test);
        }
    }

    static RunFile of(SubmitLead request, String currency, Optional<DataKey> key) {
        EventMeta meta = request.getMeta();
        Integer replyTo = request.getReplyTo();
        return new RunFile(
                new Envelope(
                        meta.getStreamId(),
                        meta.getAccountId(),
                        meta.getLane(),
                        meta.getCorrelationId(),
                        meta.getTest()),
                currency,
                new WrappedKey(request.getWrappedKey(), request.getMasterKeyId()),
                key,
                replyTo == null ? List.of() : List.of(new Waiter(meta.getCorrelationId(), replyTo)),
                Optional.empty(),
                0,
                request.getHops());
    }

    static RunFile of(UUID leadId, RunState state, Optional<DataKey> key) {
        return new RunFile(
                new Envelope(
                        leadId,
                        state.getAccountId(),
                        state.getLane(),
                        state.getCorrelationId(),
                        state.getTest()),
                state.getCurrency(),
                new WrappedKey(state.getWrappedKey(), state.getMasterKeyId()),
                key,
                state.getWaiters(),
                Optional.ofNullable(state.getSeenKey()),
                state.getSequence(),
                state.getHops());
    }

    RunFile seenAs(Optional<String> entry) {
        return new RunFile(envelope, currency, wrappedKey, key, waiters, entry, sequence, hops);
    }

    RunFile withoutWaiters() {
        return new RunFile(envelope, currency, wrappedKey, key, List.of(), seenKey, sequence, hops);
    }

    UUID leadId() {
        return envelope.leadId();
    }
}
