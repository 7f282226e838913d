package io.waybill.flowengine.leadrun.kafka;

import io.waybill.delivery.v1.DeliverLead;
import io.waybill.delivery.v1.DeliveryReconciled;
import io.waybill.delivery.v1.DeliverySettled;
import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.eventsourcing.sealing.WrappedKey;
import io.waybill.flow.v1.Ping;
import io.waybill.flow.v1.SubmitLead;
import io.waybill.flowengine.TestFlows;
import io.waybill.meta.v1.EventMeta;
import io.waybill.meta.v1.Outcome;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One submission: what intake sends, what delivery answers, and how to read what the lane seals.
 */
final class TestSubmission {

    static final int REPLY_TO = 0;

    private static final AtomicLong LEADS = new AtomicLong();

    final DataKey key = DataKey.random();
    final EventMeta meta;
    private final WrappedKey wrapped;
    private final String data;
    private @Nullable String idempotencyKey;
    private int flowVersion = 1;
    private UUID source = TestFlows.SOURCE;
    private boolean breakSeal;
    private @Nullable String ip;

    private TestSubmission(LaneFixture lane, String data, Instant at) {
        this.wrapped = lane.masterKeys.wrap(key);
        this.data = data;
        this.meta = TestVersions.meta(leadId(at), 0, at);
    }

    static TestSubmission from(LaneFixture lane, String state) {
        return new TestSubmission(lane, json(state), LaneFixture.START);
    }

    static TestSubmission at(LaneFixture lane, String state, Instant at) {
        return new TestSubmission(lane, json(state), at);
    }

    static TestSubmission of(LaneFixture lane, String data) {
        return new TestSubmission(lane, data, LaneFixture.START);
    }

    static TestSubmission of(LaneFixture lane, String data, Instant at) {
        return new TestSubmission(lane, data, at);
    }

    private static String json(String state) {
        return "{\"email\":\"ada@example.org\",\"phone_1\":\"512-789-1111\",\"state\":\""
                + state
                + "\"}";
    }

    /** UUIDv7: the order of ids is the order of time. */
    private static UUID leadId(Instant at) {
        return new UUID(
                (at.toEpochMilli() << 16) | 0x7000, 0x8000000000000000L | LEADS.incrementAndGet());
    }

    TestSubmission withKey(String given) {
        idempotencyKey = given;
        return this;
    }

    TestSubmission forVersion(int version) {
        flowVersion = version;
        return this;
    }

    TestSubmission fromSource(UUID id) {
        source = id;
        return this;
    }

    TestSubmission fromAddress(String address) {
        ip = address;
        return this;
    }

    TestSubmission withBrokenSeal() {
        breakSeal = true;
        return this;
    }

    UUID leadId() {
        return meta.getStreamId();
    }

    UUID correlationId() {
        return meta.getCorrelationId();
    }

    SubmitLead request() {
        return SubmitLead.newBuilder()
                .setMeta(meta)
                .setFlowId(TestFlows.FLOW)
                .setFlowVersion(flowVersion)
                .setSourceId(source)
                .setReceivedAt(meta.getOccurredAt())
                .setRandom(42)
                .setReplyTo(REPLY_TO)
                .setWrappedKey(wrapped.bytes())
                .setMasterKeyId(wrapped.masterKeyId())
                .setData(breakSeal ? ByteBuffer.allocate(64) : seal("SubmitLead.data", data))
                .setIp(ip == null ? null : seal("SubmitLead.ip", ip))
                .setIdempotencyKey(
                        idempotencyKey == null
                                ? null
                                : seal("SubmitLead.idempotencyKey", idempotencyKey))
                .setBodyDigest(idempotencyKey == null ? null : seal("SubmitLead.bodyDigest", data))
                .build();
    }

    /** The same as a question. */
    Ping ping() {
        return Ping.newBuilder()
                .setMeta(meta)
                .setFlowId(TestFlows.FLOW)
                .setFlowVersion(flowVersion)
                .setSourceId(source)
                .setReceivedAt(meta.getOccurredAt())
                .setRandom(42)
                .setReplyTo(REPLY_TO)
                .setWrappedKey(wrapped.bytes())
                .setMasterKeyId(wrapped.masterKeyId())
                .setData(breakSeal ? ByteBuffer.allocate(64) : seal("Ping.data", data))
                .build();
    }

    private ByteBuffer seal(String field, String clear) {
        return key.sealText(meta.getStreamId(), meta.getRecordId(), field, clear);
    }

    /** What delivery reports of a request for this lead. */
    DeliverySettled settled(DeliverLead request, Outcome outcome) {
        UUID event = request.getMeta().getStreamId();
        EventMeta settled =
                EventMeta.newBuilder(
                                TestVersions.meta(event, 4, meta.getOccurredAt().plusSeconds(3)))
                        .setCounterpartyId(new UUID(5, 5))
                        .build();
        return DeliverySettled.newBuilder()
                .setMeta(settled)
                .setLeadId(leadId())
                .setStepId(request.getStepId())
                .setOutcome(outcome)
                .setCertain(outcome != Outcome.ERROR)
                .setAttempts(1)
                .setReason(
                        key.sealText(
                                event,
                                settled.getRecordId(),
                                "DeliverySettled.reason",
                                "Buyer said so"))
                .setPrice(new BigDecimal("9.5000"))
                .setReference(
                        key.sealText(
                                event, settled.getRecordId(), "DeliverySettled.reference", "ref-1"))
                .setAppended(
                        key.sealText(
                                event,
                                settled.getRecordId(),
                                "DeliverySettled.appended",
                                "{\"agent\":\"Grace Hopper\"}"))
                .build();
    }

    /** That the buyer certainly has not taken the lead. */
    DeliverySettled broken(DeliverLead request) {
        return DeliverySettled.newBuilder(settled(request, Outcome.ERROR)).setCertain(true).build();
    }

    /** What became known of a delivery that had settled without certainty. */
    DeliveryReconciled reconciled(DeliverLead request, Outcome outcome) {
        UUID event = request.getMeta().getStreamId();
        return DeliveryReconciled.newBuilder()
                .setMeta(TestVersions.meta(event, 5, meta.getOccurredAt().plusSeconds(60)))
                .setLeadId(leadId())
                .setStepId(request.getStepId())
                .setOutcome(outcome)
                .setBy("service:delivery")
                .build();
    }

    String open(EventMeta of, String field, ByteBuffer sealed) {
        return new String(
                key.open(of.getStreamId(), of.getRecordId(), field, sealed),
                StandardCharsets.UTF_8);
    }
}
