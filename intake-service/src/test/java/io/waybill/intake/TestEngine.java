package io.waybill.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.eventsourcing.sealing.MasterKeys;
import io.waybill.eventsourcing.sealing.WrappedKey;
import io.waybill.flow.v1.Ping;
import io.waybill.flow.v1.SubmitLead;
import io.waybill.flow.v1.Tick;
import io.waybill.intake.v1.IntakeReply;
import io.waybill.intake.v1.ReplyKind;
import io.waybill.meta.v1.EventMeta;
import io.waybill.meta.v1.Outcome;
import io.waybill.schemas.Decoded;
import io.waybill.schemas.OutboundRecord;
import io.waybill.schemas.Topic;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Plays the engine: opens each submission and answers as its field {@code say} demands, {@code
 * nothing}, {@code hold} until released, or success.
 */
final class TestEngine implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final TestTopics topics;
    private final MasterKeys masterKeys;
    private final KafkaConsumer<String, Decoded> requests;
    private final List<Submitted> submitted = new CopyOnWriteArrayList<>();
    private final List<Submitted> held = new CopyOnWriteArrayList<>();
    private final Set<Integer> ticked = ConcurrentHashMap.newKeySet();
    private final Thread thread = Thread.ofPlatform().name("test-engine").unstarted(this::run);
    private volatile boolean stopped;

    TestEngine(TestTopics topics, MasterKeys masterKeys) {
        this.topics = topics;
        this.masterKeys = masterKeys;
        this.requests = topics.fromEnd(Topic.FLOW_REQUESTS);
        thread.start();
    }

    /** A submission as the engine sees it. */
    record Submitted(
            SubmitLead lead,
            Map<String, Object> data,
            Optional<String> idempotencyKey,
            int partition) {

        UUID id() {
            return lead.getMeta().getStreamId();
        }

        String say() {
            return Objects.toString(data.get("say"), "success");
        }
    }

    List<Submitted> submitted() {
        return submitted;
    }

    Set<Integer> tickedPartitions() {
        return ticked;
    }

    int holding() {
        return held.size();
    }

    void release() {
        held.forEach(lead -> reply(lead, ReplyKind.ANSWERED, Outcome.SUCCESS, null));
        held.clear();
    }

    /** Answers a submission once more. */
    void answer(Submitted lead, String reason) {
        reply(lead, ReplyKind.ANSWERED, Outcome.FAILURE, reason);
    }

    private void run() {
        try (requests) {
            while (!stopped) {
                for (ConsumerRecord<String, Decoded> record :
                        requests.poll(Duration.ofMillis(20))) {
                    take(record);
                }
            }
        }
    }

    private void take(ConsumerRecord<String, Decoded> record) {
        if (!(record.value() instanceof Decoded.Event event)) {
            throw new AssertionError("not a record: " + record.value());
        }
        switch (event.value()) {
            case Tick tick -> ticked.add(tick.getPartition());
            case SubmitLead lead -> decide(open(lead, record.partition()));
            case Ping ping -> bid(ping);
            default -> throw new AssertionError("unexpected " + event);
        }
    }

    private void bid(Ping ping) {
        UUID correlation = ping.getMeta().getCorrelationId();
        IntakeReply reply =
                IntakeReply.newBuilder()
                        .setMeta(ping.getMeta())
                        .setLeadId(ping.getMeta().getStreamId())
                        .setKind(ReplyKind.ANSWERED)
                        .setOutcome(Outcome.SUCCESS)
                        .setReason(null)
                        .setPrice(new BigDecimal("1.5000"))
                        .setCurrency("USD")
                        .setWrappedKey(ping.getWrappedKey())
                        .setMasterKeyId(ping.getMasterKeyId())
                        .build();
        topics.send(
                new OutboundRecord(Topic.INTAKE_REPLIES, correlation.toString(), reply)
                        .toPartition(ping.getReplyTo()));
    }

    private Submitted open(SubmitLead lead, int partition) {
        try {
            String data = new String(open(lead, "data", lead.getData()), UTF_8);
            Optional<String> key =
                    Optional.ofNullable(lead.getIdempotencyKey())
                            .map(sealed -> new String(open(lead, "idempotencyKey", sealed), UTF_8));
            @SuppressWarnings("unchecked")
            Map<String, Object> fields = JSON.readValue(data, Map.class);
            return new Submitted(lead, fields, key, partition);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    byte[] open(SubmitLead lead, String field, ByteBuffer sealed) {
        return key(lead)
                .open(
                        lead.getMeta().getStreamId(),
                        lead.getMeta().getRecordId(),
                        "SubmitLead." + field,
                        sealed);
    }

    private DataKey key(SubmitLead lead) {
        return masterKeys.unwrap(new WrappedKey(lead.getWrappedKey(), lead.getMasterKeyId()));
    }

    private void decide(Submitted lead) {
        submitted.add(lead);
        switch (lead.say()) {
            case "nothing" -> {}
            case "hold" -> held.add(lead);
            case "reused" -> reply(lead, ReplyKind.KEY_REUSED, Outcome.UNKNOWN, null);
            case "flow-disabled" -> reply(lead, ReplyKind.FLOW_DISABLED, Outcome.UNKNOWN, null);
            case "source-disabled" -> reply(lead, ReplyKind.SOURCE_DISABLED, Outcome.UNKNOWN, null);
            case "gone" -> reply(lead, ReplyKind.NOT_FOUND, Outcome.UNKNOWN, null);
            case "running" -> reply(lead, ReplyKind.RUNNING, Outcome.UNKNOWN, null);
            case "failure" -> answer(lead, "State must not be <FL>");
            default -> reply(lead, ReplyKind.ANSWERED, Outcome.SUCCESS, null);
        }
    }

    /** The lead that an earlier call with the same key began. */
    static UUID firstLead(Submitted repeat) {
        return new UUID(repeat.id().getMostSignificantBits(), 1);
    }

    private void reply(Submitted to, ReplyKind kind, Outcome outcome, @Nullable String reason) {
        UUID recordId = UUID.randomUUID();
        UUID leadId = kind == ReplyKind.RUNNING ? firstLead(to) : to.id();
        EventMeta meta =
                EventMeta.newBuilder(to.lead().getMeta())
                        .setRecordId(recordId)
                        .setStreamId(leadId)
                        .build();
        IntakeReply reply =
                IntakeReply.newBuilder()
                        .setMeta(meta)
                        .setLeadId(leadId)
                        .setKind(kind)
                        .setOutcome(outcome)
                        .setReason(
                                reason == null
                                        ? null
                                        : key(to.lead())
                                                .sealText(
                                                        leadId,
                                                        recordId,
                                                        "IntakeReply.reason",
                                                        reason))
                        .setPrice(new BigDecimal("1.5000"))
                        .setCurrency("USD")
                        .setWrappedKey(to.lead().getWrappedKey())
                        .setMasterKeyId(to.lead().getMasterKeyId())
                        .build();
        topics.send(
                new OutboundRecord(Topic.INTAKE_REPLIES, meta.getCorrelationId().toString(), reply)
                        .toPartition(Objects.requireNonNull(to.lead().getReplyTo())));
    }

    @Override
    public void close() throws InterruptedException {
        stopped = true;
        thread.join();
    }
}
