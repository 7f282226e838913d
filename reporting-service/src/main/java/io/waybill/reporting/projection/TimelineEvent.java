package io.waybill.reporting.projection;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One event in the life of a lead.
 *
 * @param facts what the event says in clear: numbers, codes, prices; never a value of the lead
 * @param sealed ciphertext by field name, bound to this record
 */
public record TimelineEvent(
        Place place,
        Subject subject,
        EventType type,
        @Nullable String outcome,
        Map<String, Object> facts,
        Map<SealedField, ByteBuffer> sealed) {

    /** Identity and order: a timeline is sorted by time, topic, stream and sequence. */
    public record Place(
            UUID recordId, String topic, UUID streamId, long sequence, Instant occurredAt) {}

    /** Whom the event is about. */
    public record Subject(
            UUID accountId,
            UUID leadId,
            @Nullable String stepId,
            @Nullable UUID eventId,
            boolean test) {}

    /** The sealed fields that events of a lead have, under their names in the schemas. */
    public enum SealedField {
        REASON,
        REQUEST,
        REPLY,
        REFERENCE,
        APPENDED;

        /** Name of the field in the schemas and of its column. */
        public String fieldName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
