package io.waybill.flowengine.leadrun.kafka;

import io.waybill.flow.v1.FlowLive;
import io.waybill.flow.v1.FlowSource;
import io.waybill.flow.v1.FlowVersionPublished;
import io.waybill.flow.v1.Tick;
import io.waybill.flowengine.TestFlows;
import io.waybill.meta.v1.EventMeta;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Records about flows for tests of the lane. */
final class TestVersions {

    private static final AtomicLong RECORDS = new AtomicLong();

    private TestVersions() {}

    static EventMeta meta(UUID stream, long sequence) {
        return meta(stream, sequence, LaneFixture.START);
    }

    static EventMeta meta(UUID stream, long sequence, Instant at) {
        return EventMeta.newBuilder()
                .setRecordId(new UUID(99, RECORDS.incrementAndGet()))
                .setStreamId(stream)
                .setSequence(sequence)
                .setOccurredAt(at)
                .setAccountId(TestFlows.ACCOUNT)
                .setLane(TestFlows.ACCOUNT.toString())
                .setCorrelationId(new UUID(98, RECORDS.get()))
                .setTest(false)
                .build();
    }

    static FlowVersionPublished published(int version, String definition) {
        return published(version, definition, true);
    }

    static FlowVersionPublished published(int version, String definition, boolean sourceEnabled) {
        return FlowVersionPublished.newBuilder()
                .setMeta(meta(TestFlows.FLOW, 0))
                .setFlowId(TestFlows.FLOW)
                .setVersion(version)
                .setName("Solar")
                .setCurrency("USD")
                .setZone("America/New_York")
                .setRespondWithinMillis(20_000)
                .setSources(
                        List.of(
                                FlowSource.newBuilder()
                                        .setId(TestFlows.SOURCE)
                                        .setName("Web form")
                                        .setEnabled(sourceEnabled)
                                        .setKeyHash(null)
                                        .setMayTest(true)
                                        .build()))
                .setDefinition(definition)
                .build();
    }

    static FlowLive live(int version, boolean enabled, long sequence) {
        return new FlowLive(meta(TestFlows.FLOW, sequence), TestFlows.FLOW, version, enabled);
    }

    static Tick tick(Instant at) {
        return new Tick(meta(new UUID(0, 0), 0, at), 0);
    }
}
