package io.waybill.feedback.leadfeedback.store;

import io.waybill.delivery.v1.BatchRowEnded;
import io.waybill.delivery.v1.DeliveryAccepted;
import io.waybill.delivery.v1.DeliveryReconciled;
import io.waybill.delivery.v1.DeliverySettled;
import io.waybill.eventsourcing.store.PositionedEvent;
import io.waybill.feedback.leadfeedback.FeedbackCommand.Answer;
import io.waybill.meta.v1.EventMeta;
import io.waybill.meta.v1.Outcome;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of deliveries, and what became of those by which sources are told. */
final class DeliveryProjection {

    /** Of the ids of sendings, which are derived from the feedback; event ids are of another. */
    private static final int DERIVED = 5;

    private static final long SLOT_SECONDS = 900;
    private static final String INSERT =
            """
            INSERT INTO delivery (event_id, lead_id, flow_id, flow_version, source_id, step_id,
                                  account_id, counterparty_id, lane, test, accepted_at,
                                  lead_received_at, currency)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (event_id) DO NOTHING
            """;
    private static final String TALLY =
            """
            INSERT INTO delivered_tally AS t (flow_id, side, slot, delivered)
            SELECT d.flow_id, s.side, ?, 1
            FROM delivery d
            CROSS JOIN LATERAL (VALUES ('step:' || d.step_id),
                                       ('source:' || d.source_id)) AS s (side)
            WHERE d.event_id = ? AND NOT d.test
            ON CONFLICT (flow_id, side, slot) DO UPDATE SET delivered = t.delivered + 1
            """;

    /** A word that says less than an earlier one changes nothing, nor does one that comes again. */
    private static final String SETTLE =
            """
            UPDATE sending
            SET state = 'settled', due_at = now(), tries = 0, answer = ?, weight = ?, reason = ?,
                reason_record = ?, reason_field = ?, settled_at = ?
            WHERE sending_id = ? AND weight < ?
            """;

    private DeliveryProjection() {}

    static void write(Connection connection, List<PositionedEvent> events) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT);
                PreparedStatement tally = connection.prepareStatement(TALLY);
                PreparedStatement settle = connection.prepareStatement(SETTLE)) {
            for (PositionedEvent event : events) {
                switch (event.value()) {
                    case DeliveryAccepted accepted when isOfALead(accepted) ->
                            bind(insert, accepted);
                    case DeliverySettled settled when isSending(settled.getMeta()) ->
                            bind(settle, settled.getMeta(), word(settled));
                    case DeliveryReconciled known when isSending(known.getMeta()) ->
                            bind(settle, known.getMeta(), word(known));
                    case BatchRowEnded ended when isSending(ended.getMeta()) ->
                            bind(settle, ended.getMeta(), word(ended));
                    case DeliverySettled settled when settled.getOutcome() == Outcome.SUCCESS ->
                            bindTally(tally, settled);
                    case null, default -> {}
                }
            }
            insert.executeBatch();
            tally.executeBatch();
            settle.executeBatch();
        }
    }

    /** What was only looked up was sold to nobody, and what tells a source is no delivery of it. */
    private static boolean isOfALead(DeliveryAccepted accepted) {
        return !accepted.getLookup() && accepted.getFeedbackId() == null;
    }

    private static boolean isSending(EventMeta meta) {
        return meta.getStreamId().version() == DERIVED;
    }

    private static void bind(PreparedStatement insert, DeliveryAccepted accepted)
            throws SQLException {
        EventMeta meta = accepted.getMeta();
        insert.setObject(1, meta.getStreamId());
        insert.setObject(2, accepted.getLeadId());
        insert.setObject(3, accepted.getFlowId());
        insert.setInt(4, accepted.getFlowVersion());
        insert.setObject(5, accepted.getSourceId());
        insert.setString(6, accepted.getStepId());
        insert.setObject(7, meta.getAccountId());
        insert.setObject(8, meta.getCounterpartyId());
        insert.setString(9, meta.getLane());
        insert.setBoolean(10, meta.getTest());
        insert.setObject(11, meta.getOccurredAt().atOffset(ZoneOffset.UTC));
        insert.setObject(12, accepted.getLeadReceivedAt().atOffset(ZoneOffset.UTC));
        insert.setString(13, accepted.getCurrency());
        insert.addBatch();
    }

    private static void bindTally(PreparedStatement tally, DeliverySettled settled)
            throws SQLException {
        long seconds = settled.getMeta().getOccurredAt().getEpochSecond();
        Instant slot = Instant.ofEpochSecond(seconds - Math.floorMod(seconds, SLOT_SECONDS));
        tally.setObject(1, slot.atOffset(ZoneOffset.UTC));
        tally.setObject(2, settled.getMeta().getStreamId());
        tally.addBatch();
    }

    /** What delivery says of a sending: the answer, and why. */
    private record Word(Answer answer, @Nullable ByteBuffer reason, String field) {}

    private static Word word(DeliverySettled settled) {
        Answer answer =
                settled.getGathered() && settled.getOutcome() == Outcome.SUCCESS
                        ? Answer.GATHERED
                        : answer(settled.getOutcome(), settled.getCertain());
        return new Word(answer, settled.getReason(), "DeliverySettled.reason");
    }

    /** What later attempts came to, or a person knows. */
    private static Word word(DeliveryReconciled known) {
        Answer answer =
                known.getGathered() && known.getOutcome() == Outcome.SUCCESS
                        ? Answer.GATHERED
                        : answer(known.getOutcome(), true);
        return new Word(answer, known.getReason(), "DeliveryReconciled.reason");
    }

    /** What became of the file in which it was. */
    private static Word word(BatchRowEnded ended) {
        return new Word(
                answer(ended.getOutcome(), ended.getCertain()),
                ended.getReason(),
                "BatchRowEnded.reason");
    }

    private static Answer answer(Outcome outcome, boolean certain) {
        return switch (outcome) {
            case SUCCESS -> Answer.TAKEN;
            case FAILURE -> Answer.REFUSED;
            case ERROR, UNKNOWN -> certain ? Answer.FAILED : Answer.UNANSWERED;
        };
    }

    private static void bind(PreparedStatement settle, EventMeta meta, Word word)
            throws SQLException {
        int weight = SendingRow.weight(word.answer());
        settle.setString(1, word.answer().name());
        settle.setInt(2, weight);
        settle.setBytes(3, word.reason() == null ? null : Columns.bytes(word.reason()));
        settle.setObject(4, meta.getRecordId());
        settle.setString(5, word.field());
        settle.setObject(6, meta.getOccurredAt().atOffset(ZoneOffset.UTC));
        settle.setObject(7, meta.getStreamId());
        settle.setInt(8, weight);
        settle.addBatch();
    }
}
