package io.waybill.flowengine;

import io.waybill.delivery.v1.DeliverLead;
import io.waybill.delivery.v1.DeliveryAccepted;
import io.waybill.delivery.v1.DeliverySettled;
import io.waybill.eventsourcing.Cause;
import io.waybill.eventsourcing.Metas;
import io.waybill.eventsourcing.Scope;
import io.waybill.eventsourcing.TimeOrderedIds;
import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.eventsourcing.sealing.MasterKeys;
import io.waybill.eventsourcing.sealing.WrappedKey;
import io.waybill.flow.v1.SubmitLead;
import io.waybill.intake.v1.IntakeReply;
import io.waybill.meta.v1.EventMeta;
import io.waybill.meta.v1.Outcome;
import io.waybill.partner.v1.AccountHmacKey;
import io.waybill.schemas.Decoded;
import io.waybill.schemas.DecodedDeserializer;
import io.waybill.schemas.OutboundRecord;
import io.waybill.schemas.Records;
import io.waybill.schemas.Topic;
import io.waybill.servicekit.kafka.KafkaSettings;
import io.waybill.servicekit.kafka.ProducedRecords;
import io.waybill.servicekit.testing.RealServers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;

/**
 * Intake, delivery and a reader of the ledger in one: writes submissions, settles deliveries, keeps
 * what it sees.
 */
final class FakeNeighbours implements AutoCloseable {

    private static final int REPLY_TO = 2;
    private static final List<Topic> READ =
            List.of(Topic.DELIVERY_REQUESTS, Topic.INTAKE_REPLIES, Topic.FLOW_LEADS);

    private final Map<String, Object> broker;
    private final ProducedRecords produced;
    private final MasterKeys masterKeys;
    private final UUID account;
    private final Map<Topic, List<SpecificRecord>> seen = new ConcurrentHashMap<>();
    private final Thread thread =
            Thread.ofPlatform().name("neighbours").daemon().unstarted(this::run);
    private volatile boolean stopped;

    FakeNeighbours(
            Map<String, Object> broker,
            ProducedRecords produced,
            MasterKeys masterKeys,
            UUID account) {
        this.broker = broker;
        this.produced = produced;
        this.masterKeys = masterKeys;
        this.account = account;
        READ.forEach(topic -> seen.put(topic, new CopyOnWriteArrayList<>()));
        thread.start();
    }

    void publishAccountKey() {
        WrappedKey wrapped = masterKeys.wrap(DataKey.random());
        send(
                Topic.PARTNER_KEYS,
                account + "/hmac",
                new AccountHmacKey(
                        request(account, TimeOrderedIds.next()),
                        wrapped.bytes(),
                        wrapped.masterKeyId()));
    }

    /** Submits a lead as intake does; gives the id of the call. */
    UUID submit(UUID flow, String state, String idempotencyKey) {
        DataKey key = DataKey.random();
        WrappedKey wrapped = masterKeys.wrap(key);
        UUID lead = TimeOrderedIds.next();
        EventMeta meta = request(lead, UUID.randomUUID());
        String data = "{\"email\":\"ada@example.org\",\"state\":\"" + state + "\"}";
        UUID record = meta.getRecordId();
        send(
                Topic.FLOW_REQUESTS,
                lead.toString(),
                SubmitLead.newBuilder()
                        .setMeta(meta)
                        .setFlowId(flow)
                        .setFlowVersion(1)
                        .setSourceId(TestFlows.SOURCE)
                        .setReceivedAt(meta.getOccurredAt())
                        .setRandom(7)
                        .setReplyTo(REPLY_TO)
                        .setWrappedKey(wrapped.bytes())
                        .setMasterKeyId(wrapped.masterKeyId())
                        .setData(key.sealText(lead, record, "SubmitLead.data", data))
                        .setIdempotencyKey(
                                idempotencyKey == null
                                        ? null
                                        : key.sealText(
                                                lead,
                                                record,
                                                "SubmitLead.idempotencyKey",
                                                idempotencyKey))
                        .setBodyDigest(key.sealText(lead, record, "SubmitLead.bodyDigest", data))
                        .build());
        return meta.getCorrelationId();
    }

    IntakeReply awaitReply(UUID call, Duration limit) {
        return (IntakeReply)
                Awaitility.await("reply to " + call)
                        .atMost(limit)
                        .until(
                                () ->
                                        ledger(Topic.INTAKE_REPLIES).stream()
                                                .filter(r ->
                                                        Records.meta(r)
                                                                .getCorrelationId()
                                                                .equals(call))
                                                .findFirst(),
                                java.util.Optional::isPresent)
                        .orElseThrow();
    }

    List<SpecificRecord> ledger(Topic topic) {
        return seen.get(topic);
    }

    /** Names of a lead's events, once the last is there. */
    List<String> ledgerOf(UUID lead, Duration limit) {
        return Awaitility.await("the end of lead " + lead)
                .atMost(limit)
                .until(
                        () ->
                                ledger(Topic.FLOW_LEADS).stream()
                                        .filter(r -> Records.meta(r).getStreamId().equals(lead))
                                        .map(r -> r.getSchema().getName())
                                        .toList(),
                        names -> names.contains("LeadClosed"));
    }

    long deliveries() {
        return ledger(Topic.DELIVERY_REQUESTS).stream()
                .filter(r -> Records.meta(r).getAccountId().equals(account))
                .map(r -> Records.meta(r).getStreamId())
                .distinct()
                .count();
    }

    private EventMeta request(UUID stream, UUID correlation) {
        return Metas.request(
                Scope.of(account, correlation), stream, TimeOrderedIds.next(), Instant.now());
    }

    private void send(Topic topic, String key, SpecificRecord record) {
        produced.send(new OutboundRecord(topic, key, record))
                .await()
                .atMost(Duration.ofSeconds(20));
    }

    private void run() {
        try (KafkaConsumer<String, Decoded> consumer =
                new KafkaConsumer<>(
                        KafkaSettings.reader(broker),
                        new StringDeserializer(),
                        new DecodedDeserializer())) {
            List<TopicPartition> partitions =
                    READ.stream()
                            .flatMap(topic -> consumer.partitionsFor(topic.topicName()).stream())
                            .map(info -> new TopicPartition(info.topic(), info.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (!stopped) {
                consumer.poll(Duration.ofMillis(50)).forEach(this::take);
            }
        }
    }

    private void take(ConsumerRecord<String, Decoded> record) {
        if (record.value() instanceof Decoded.Event(SpecificRecord value)) {
            seen.get(Topic.named(record.topic()).orElseThrow()).add(value);
            if (value instanceof DeliverLead request
                    && request.getMeta().getAccountId().equals(account)) {
                settle(request);
            }
        }
    }

    /** As delivery would: takes the request, and says that the buyer took the lead. */
    private void settle(DeliverLead request) {
        UUID event = request.getMeta().getStreamId();
        EventMeta accepted = Metas.caused(Cause.of(request.getMeta()), event, 1, 0);
        sendOnly(
                event,
                DeliveryAccepted.newBuilder()
                        .setMeta(accepted)
                        .setLeadId(request.getLeadId())
                        .setStepId(request.getStepId())
                        .setFlowId(request.getFlowId())
                        .setFlowVersion(request.getFlowVersion())
                        .setSourceId(request.getSourceId())
                        .setStepName(request.getStepName())
                        .setRun(request.getRun())
                        .setLeadReceivedAt(request.getLeadReceivedAt())
                        .setSettleBy(
                                accepted.getOccurredAt()
                                        .plusMillis(request.getSettleWithinMillis()))
                        .setSalePrice(request.getSalePrice())
                        .setCurrency(request.getCurrency())
                        .setReturnEnabled(request.getReturnEnabled())
                        .setReturnMaxAgeDays(request.getReturnMaxAgeDays())
                        .setConversionEnabled(request.getConversionEnabled())
                        .build());
        sendOnly(
                event,
                DeliverySettled.newBuilder()
                        .setMeta(Metas.caused(Cause.of(accepted), event, 2, 0))
                        .setLeadId(request.getLeadId())
                        .setStepId(request.getStepId())
                        .setOutcome(Outcome.SUCCESS)
                        .setCertain(true)
                        .setAttempts(1)
                        .build());
    }

    private void sendOnly(UUID event, SpecificRecord record) {
        produced.producer()
                .send(
                        new OutboundRecord(Topic.DELIVERY_ATTEMPTS, event.toString(), record)
                                .toProducerRecord(RealServers.PARTITIONS));
    }

    @Override
    public void close() {
        stopped = true;
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
