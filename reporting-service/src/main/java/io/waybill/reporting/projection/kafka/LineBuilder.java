package io.waybill.reporting.projection.kafka;

import io.waybill.meta.v1.EventMeta;
import io.waybill.reporting.projection.EventType;
import io.waybill.reporting.projection.RowChange;
import io.waybill.reporting.projection.RowChange.TimelineLine;
import io.waybill.reporting.projection.TimelineEvent;
import io.waybill.reporting.projection.TimelineEvent.Place;
import io.waybill.reporting.projection.TimelineEvent.SealedField;
import io.waybill.reporting.projection.TimelineEvent.Subject;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Collects what one record says for its line in the timeline. */
final class LineBuilder {

    private final EventMeta meta;
    private final String topic;
    private final EventType type;
    private final UUID leadId;
    private final Map<String, Object> facts = new LinkedHashMap<>();
    private final Map<SealedField, ByteBuffer> sealed = new EnumMap<>(SealedField.class);
    private @Nullable String stepId;
    private @Nullable UUID eventId;
    private @Nullable String outcome;

    private LineBuilder(EventMeta meta, String topic, EventType type, UUID leadId) {
        this.meta = meta;
        this.topic = topic;
        this.type = type;
        this.leadId = leadId;
    }

    static LineBuilder line(EventMeta meta, String topic, EventType type, UUID leadId) {
        return new LineBuilder(meta, topic, type, leadId);
    }

    LineBuilder step(String id) {
        stepId = id;
        return this;
    }

    LineBuilder delivery(UUID id) {
        eventId = id;
        return this;
    }

    LineBuilder outcome(Enum<?> value) {
        return outcome(value.name().toLowerCase(Locale.ROOT));
    }

    LineBuilder outcome(String value) {
        outcome = value;
        return this;
    }

    /** Adds a fact; nothing is added for null. */
    LineBuilder fact(String name, @Nullable Object value) {
        switch (value) {
            case null -> {}
            case BigDecimal money -> facts.put(name, money.toPlainString());
            case Boolean flag -> facts.put(name, flag);
            case Number number -> facts.put(name, number);
            default -> facts.put(name, value.toString());
        }
        return this;
    }

    LineBuilder sealed(SealedField field, @Nullable ByteBuffer bytes) {
        if (bytes != null) {
            sealed.put(field, bytes);
        }
        return this;
    }

    /** The line, after the rows that the record changes elsewhere. */
    List<RowChange> rows(RowChange... elsewhere) {
        List<RowChange> rows = new ArrayList<>(List.of(elsewhere));
        rows.add(toRow());
        return List.copyOf(rows);
    }

    private TimelineLine toRow() {
        return new TimelineLine(
                new TimelineEvent(
                        new Place(
                                meta.getRecordId(),
                                topic,
                                meta.getStreamId(),
                                meta.getSequence(),
                                meta.getOccurredAt()),
                        new Subject(meta.getAccountId(), leadId, stepId, eventId, meta.getTest()),
                        type,
                        outcome,
                        Map.copyOf(facts),
                        Map.copyOf(sealed)));
    }
}
