package io.waybill.partner.audit.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waybill.eventsourcing.RecordIds;
import io.waybill.eventsourcing.store.PositionedEvent;
import io.waybill.meta.v1.EventMeta;
import io.waybill.partner.v1.SigningKeyPublished;
import io.waybill.partner.v1.SigningKeyRetired;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;

/**
 * The rows of what was done in accounts. What concerns two accounts is listed for both; who did it
 * is told by name only to the own one.
 */
public final class AuditProjection {

    private static final String PUT =
            """
            INSERT INTO audit_entry (id, account_id, occurred_at, kind, done_by, subject_kind,
                subject_id, details, record_id, stream_id, sequence, address, client)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO NOTHING
            """;

    private static final ObjectMapper JSON = new ObjectMapper();

    private AuditProjection() {}

    public static void write(Connection connection, List<PositionedEvent> events)
            throws SQLException {
        try (PreparedStatement put = connection.prepareStatement(PUT)) {
            for (PositionedEvent event : events) {
                if (event.value() instanceof SpecificRecord record && isOfAccount(record)) {
                    add(put, new AuditFacts(record));
                }
            }
            put.executeBatch();
        }
    }

    /** Signing keys are the installation's. */
    private static boolean isOfAccount(SpecificRecord record) {
        return switch (record) {
            case SigningKeyPublished _, SigningKeyRetired _ -> false;
            default -> record.get(0) instanceof EventMeta;
        };
    }

    private static void add(PreparedStatement put, AuditFacts facts) throws SQLException {
        EventMeta meta = facts.meta();
        add(put, facts, meta.getRecordId(), meta.getAccountId());
        UUID other = meta.getCounterpartyId();
        if (other != null && !other.equals(meta.getAccountId())) {
            add(put, facts, RecordIds.derived(meta.getRecordId(), "audit/" + other), other);
        }
    }

    private static void add(PreparedStatement put, AuditFacts facts, UUID id, UUID account)
            throws SQLException {
        EventMeta meta = facts.meta();
        put.setObject(1, id);
        put.setObject(2, account);
        put.setObject(3, meta.getOccurredAt().atOffset(ZoneOffset.UTC));
        put.setString(4, facts.kind());
        put.setString(5, facts.doneBy().orElse(null));
        put.setString(6, facts.subjectKind());
        put.setObject(7, facts.subjectId());
        put.setString(8, json(facts));
        put.setObject(9, meta.getRecordId());
        put.setObject(10, meta.getStreamId());
        put.setLong(11, meta.getSequence());
        put.setBytes(12, facts.sealed("address"));
        put.setBytes(13, facts.sealed("client"));
        put.addBatch();
    }

    private static String json(AuditFacts facts) {
        try {
            return JSON.writeValueAsString(facts.details());
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("words are written as JSON", impossible);
        }
    }
}
