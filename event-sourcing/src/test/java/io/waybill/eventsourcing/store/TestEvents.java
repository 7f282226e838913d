package io.waybill.eventsourcing.store;

import io.waybill.eventsourcing.Metas;
import io.waybill.eventsourcing.RecordIds;
import io.waybill.eventsourcing.Scope;
import io.waybill.flow.v1.FlowDisabled;
import io.waybill.flow.v1.LeadAccepted;
import io.waybill.schemas.OutboundRecord;
import io.waybill.schemas.Topic;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;

/** Small events of any stream. */
final class TestEvents {

    private static final Scope SCOPE = Scope.of(new UUID(7, 7), new UUID(8, 8));
    private static final Instant AT = Instant.parse("2026-11-22T10:00:00.000001Z");

    private TestEvents() {}

    static OutboundRecord event(UUID stream, long sequence) {
        UUID id = RecordIds.derived(stream, "record " + sequence);
        LeadAccepted event =
                LeadAccepted.newBuilder()
                        .setMeta(Metas.of(SCOPE, stream, sequence, id, AT))
                        .build();
        return new OutboundRecord(Topic.FLOW_LEADS, stream.toString(), event);
    }

    /** An event of the same stream on another topic. */
    static OutboundRecord disabled(UUID stream, long sequence) {
        UUID id = RecordIds.derived(stream, "record " + sequence);
        FlowDisabled event =
                FlowDisabled.newBuilder()
                        .setMeta(Metas.of(SCOPE, stream, sequence, id, AT))
                        .setFlowId(stream)
                        .setBy("user:" + stream)
                        .build();
        return new OutboundRecord(Topic.FLOW_DEFINITIONS, stream.toString(), event);
    }

    /** Events from a sequence to another, both included. */
    static List<OutboundRecord> events(UUID stream, long from, long to) {
        return LongStream.rangeClosed(from, to).mapToObj(n -> event(stream, n)).toList();
    }
}
