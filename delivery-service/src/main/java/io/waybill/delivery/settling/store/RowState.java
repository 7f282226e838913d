package io.waybill.delivery.settling.store;

import io.waybill.delivery.settling.Delivery;
import io.waybill.delivery.settling.Delivery.Round;
import io.waybill.delivery.settling.StepOutcome;
import io.waybill.delivery.settling.Terms;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The changing columns of a delivery's row.
 *
 * @param standing what is known; there once the step has its outcome
 * @param said what a change says about the outcome; the row keeps what was said before where a
 *     change says nothing
 */
record RowState(
        long sequence,
        String state,
        int attempts,
        boolean doubtful,
        @Nullable Instant dueAt,
        @Nullable Standing standing,
        @Nullable Said said) {

    static final String ACCEPTED = "accepted";
    static final String SENDING = "sending";
    static final String RETRYING = "retrying";
    static final String SETTLED = "settled";
    static final String LATER = "later";
    static final String SENDING_LATER = "sending_later";

    /**
     * What is known once the step has its outcome.
     *
     * @param before attempts before the present round
     * @param until when the last attempt of the present round may start; null where none follows
     */
    record Standing(StepOutcome outcome, boolean certain, int before, @Nullable Instant until) {}

    /**
     * How it ended, with the sealed reason of the record that says so.
     *
     * @param field the sealed field of that record
     * @param knownAt when it became known behind the settling; null where this is the settling
     */
    record Said(
            Instant at,
            @Nullable Instant knownAt,
            UUID record,
            String field,
            @Nullable ByteBuffer reason,
            @Nullable BigDecimal price) {

        Said because(@Nullable ByteBuffer sealed, @Nullable BigDecimal worth) {
            return new Said(at, knownAt, record, field, sealed, worth);
        }
    }

    static RowState of(Delivery delivery, long sequence, @Nullable Said said) {
        return switch (delivery) {
            case Delivery.Unrequested _ ->
                    throw new IllegalArgumentException("There is no row without a request");
            case Delivery.Accepted _ -> open(sequence, ACCEPTED, 0, false, null);
            case Delivery.Sending sending ->
                    open(sequence, SENDING, sending.attempt(), sending.doubtful(), null);
            case Delivery.Retrying retrying ->
                    open(
                            sequence,
                            RETRYING,
                            retrying.attempts(),
                            retrying.doubtful(),
                            retrying.dueAt());
            case Delivery.Settled settled ->
                    new RowState(
                            sequence,
                            SETTLED,
                            settled.attempts(),
                            !settled.certain(),
                            null,
                            new Standing(settled.outcome(), settled.certain(), 0, null),
                            said);
            case Delivery.Later later ->
                    ofRound(sequence, LATER, later.attempts(), later.dueAt(), later.round(), said);
            case Delivery.SendingLater sending ->
                    ofRound(
                            sequence,
                            SENDING_LATER,
                            sending.attempt(),
                            null,
                            sending.round(),
                            said);
        };
    }

    private static RowState open(
            long sequence, String state, int attempts, boolean doubtful, @Nullable Instant due) {
        return new RowState(sequence, state, attempts, doubtful, due, null, null);
    }

    private static RowState ofRound(
            long sequence,
            String state,
            int attempts,
            @Nullable Instant due,
            Round round,
            @Nullable Said said) {
        Standing standing =
                new Standing(round.outcome(), round.certain(), round.before(), round.until());
        return new RowState(sequence, state, attempts, round.doubtful(), due, standing, said);
    }

    static RowState of(ResultSet row) throws SQLException {
        String outcome = row.getString("outcome");
        Standing standing =
                outcome == null
                        ? null
                        : new Standing(
                                StepOutcome.valueOf(outcome.toUpperCase(Locale.ROOT)),
                                row.getBoolean("certain"),
                                row.getInt("round_before"),
                                time(row, "round_until"));
        return new RowState(
                row.getLong("sequence"),
                row.getString("state"),
                row.getInt("attempts"),
                row.getBoolean("doubtful"),
                time(row, "due_at"),
                standing,
                null);
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    /** The state of the delivery that the row holds. */
    Delivery delivery(Terms terms) {
        return switch (state) {
            case ACCEPTED -> new Delivery.Accepted(terms);
            case SENDING -> new Delivery.Sending(terms, attempts, doubtful);
            case RETRYING ->
                    new Delivery.Retrying(
                            terms, attempts, doubtful, dueAt == null ? terms.settleBy() : dueAt);
            case SETTLED -> {
                Standing known = known();
                yield new Delivery.Settled(terms, known.outcome(), known.certain(), attempts);
            }
            case LATER ->
                    new Delivery.Later(
                            terms, round(), attempts, dueAt == null ? terms.until() : dueAt);
            case SENDING_LATER -> new Delivery.SendingLater(terms, round(), attempts);
            default -> throw new IllegalStateException("Not a delivery's state: " + state);
        };
    }

    private Round round() {
        Standing known = known();
        Instant until = Objects.requireNonNull(known.until());
        return new Round(known.outcome(), known.certain(), doubtful, known.before(), until);
    }

    private Standing known() {
        return Objects.requireNonNull(standing);
    }

    boolean sending() {
        return state.equals(SENDING) || state.equals(SENDING_LATER);
    }

    /** Whether no process has it in hand any more. */
    boolean released() {
        return state.equals(SETTLED) || state.equals(LATER);
    }

    /** Whether it can never be sent again: the buyer has it. */
    boolean taken() {
        return state.equals(SETTLED) && known().outcome() == StepOutcome.SUCCESS;
    }

    void bind(Columns columns, @Nullable UUID owner) throws SQLException {
        columns.id(released() ? null : owner);
        columns.number(sequence);
        columns.text(state);
        columns.integer(attempts);
        columns.flag(doubtful);
        columns.time(dueAt);
        columns.text(standing == null ? null : standing.outcome().name().toLowerCase(Locale.ROOT));
        columns.flag(standing == null ? null : standing.certain());
        columns.integer(standing == null ? 0 : standing.before());
        columns.time(standing == null ? null : standing.until());
    }

    /** When it was settled, when it became known, by which record, and its price. */
    void bindSaid(Columns columns) throws SQLException {
        columns.time(said == null ? null : said.at());
        columns.time(said == null ? null : said.knownAt());
        columns.id(said == null ? null : said.record());
        columns.text(said == null ? null : said.field());
        columns.money(said == null ? null : said.price());
        columns.bytes(said == null ? null : said.reason());
    }
}
