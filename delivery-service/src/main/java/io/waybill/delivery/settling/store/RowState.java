package io.waybill.delivery.settling.store;

import io.waybill.delivery.settling.Delivery;
import io.waybill.delivery.settling.StepOutcome;
import io.waybill.delivery.settling.Terms;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The changing columns of a delivery's row. */
record RowState(
        long sequence,
        String state,
        int attempts,
        boolean doubtful,
        @Nullable Instant dueAt,
        @Nullable Settlement settlement) {

    private static final String ACCEPTED = "accepted";
    private static final String SENDING = "sending";
    private static final String RETRYING = "retrying";
    private static final String SETTLED = "settled";

    /** How it ended, with the sealed reason of the record that says so. */
    record Settlement(
            StepOutcome outcome,
            boolean certain,
            Instant at,
            UUID record,
            @Nullable ByteBuffer reason) {}

    /**
     * @param settlement there if, and only if, the delivery is settled
     */
    static RowState of(Delivery delivery, long sequence, @Nullable Settlement settlement) {
        return switch (delivery) {
            case Delivery.Unrequested _ ->
                    throw new IllegalArgumentException("There is no row without a request");
            case Delivery.Accepted _ -> new RowState(sequence, ACCEPTED, 0, false, null, null);
            case Delivery.Sending sending ->
                    new RowState(
                            sequence, SENDING, sending.attempt(), sending.doubtful(), null, null);
            case Delivery.Retrying retrying ->
                    new RowState(
                            sequence,
                            RETRYING,
                            retrying.attempts(),
                            retrying.doubtful(),
                            retrying.dueAt(),
                            null);
            case Delivery.Settled settled ->
                    new RowState(
                            sequence,
                            SETTLED,
                            settled.attempts(),
                            !settled.certain(),
                            null,
                            settlement);
        };
    }

    /** The state of an open delivery that its row holds. */
    Delivery open(Terms terms) {
        return switch (state) {
            case ACCEPTED -> new Delivery.Accepted(terms);
            case SENDING -> new Delivery.Sending(terms, attempts, doubtful);
            case RETRYING ->
                    new Delivery.Retrying(
                            terms, attempts, doubtful, dueAt == null ? terms.settleBy() : dueAt);
            default -> throw new IllegalStateException("Not an open delivery: " + state);
        };
    }

    boolean sending() {
        return state.equals(SENDING);
    }

    boolean settled() {
        return settlement != null;
    }

    void bind(Columns columns, UUID owner) throws SQLException {
        columns.id(settled() ? null : owner);
        columns.number(sequence);
        columns.text(state);
        columns.integer(attempts);
        columns.flag(doubtful);
        columns.time(dueAt);
        columns.text(
                settlement == null ? null : settlement.outcome().name().toLowerCase(Locale.ROOT));
        columns.flag(settlement == null ? null : settlement.certain());
        columns.time(settlement == null ? null : settlement.at());
        columns.id(settlement == null ? null : settlement.record());
        columns.bytes(settlement == null ? null : settlement.reason());
    }
}
