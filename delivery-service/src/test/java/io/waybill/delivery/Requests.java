package io.waybill.delivery;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.waybill.delivery.v1.DeliverLead;
import io.waybill.eventsourcing.Metas;
import io.waybill.eventsourcing.Scope;
import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.eventsourcing.sealing.MasterKeys;
import io.waybill.eventsourcing.sealing.WrappedKey;
import io.waybill.flow.v1.LeadKeyErased;
import io.waybill.meta.v1.EventMeta;
import io.waybill.schemas.OutboundRecord;
import io.waybill.schemas.Samples;
import io.waybill.schemas.Topic;
import io.waybill.servicekit.testing.RealServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Asks for deliveries as the engine does. */
final class Requests implements AutoCloseable {

    static final UUID ACCOUNT = UUID.fromString("0199a1f0-0000-7000-8000-0000000d0001");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final MasterKeys masterKeys;
    private final KafkaProducer<String, byte[]> producer;

    Requests(Path masterKeys, String bootstrapServers) {
        this.masterKeys = MasterKeys.load(masterKeys);
        this.producer =
                new KafkaProducer<>(
                        Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                        new StringSerializer(),
                        new ByteArraySerializer());
    }

    /** What a test says about a delivery; everything else is the sample's. */
    record Wanted(
            UUID account,
            UUID lead,
            Duration settleWithin,
            boolean repeatSafe,
            Map<String, Object> settings) {

        static Wanted to(String url) {
            return new Wanted(
                    ACCOUNT,
                    UUID.randomUUID(),
                    Duration.ofSeconds(20),
                    false,
                    Map.of("format", "json", "url", url, "json_property.email", "{{lead.email}}"));
        }

        Wanted of(UUID otherAccount) {
            return new Wanted(otherAccount, lead, settleWithin, repeatSafe, settings);
        }

        Wanted within(Duration time) {
            return new Wanted(account, lead, time, repeatSafe, settings);
        }

        Wanted repeatSafely() {
            return new Wanted(account, lead, settleWithin, true, settings);
        }

        Wanted with(String setting, Object value) {
            Map<String, Object> more = new LinkedHashMap<>(settings);
            more.put(setting, value);
            return new Wanted(account, lead, settleWithin, repeatSafe, more);
        }
    }

    UUID send(Wanted wanted) {
        DeliverLead request = request(wanted);
        send(request);
        return request.getMeta().getStreamId();
    }

    void send(DeliverLead request) {
        write(record(request));
    }

    /** Returns when all are written. */
    void sendAll(List<DeliverLead> requests) {
        requests.forEach(this::post);
        producer.flush();
    }

    /** Does not wait. */
    void post(DeliverLead request) {
        var unused = producer.send(record(request));
    }

    private static ProducerRecord<String, byte[]> record(DeliverLead request) {
        OutboundRecord record =
                new OutboundRecord(
                        Topic.DELIVERY_REQUESTS,
                        request.getMeta().getStreamId().toString(),
                        request);
        return record.toProducerRecord(RealServers.PARTITIONS);
    }

    /** As who destroys a lead's data key says it. */
    void erase(UUID account, UUID lead) {
        Instant now = Instant.now();
        LeadKeyErased erased =
                LeadKeyErased.newBuilder()
                        .setMeta(
                                Metas.request(
                                        Scope.of(account, UUID.randomUUID()),
                                        lead,
                                        UUID.randomUUID(),
                                        now))
                        .setErasedAt(now.truncatedTo(ChronoUnit.MICROS))
                        .setRequestId(UUID.randomUUID())
                        .build();
        write(
                new OutboundRecord(Topic.FLOW_KEYS, lead.toString(), erased)
                        .toProducerRecord(RealServers.PARTITIONS));
    }

    /** A record without a value on each partition. */
    void sendNothing() {
        for (int partition = 0; partition < RealServers.PARTITIONS; partition++) {
            write(
                    new ProducerRecord<>(
                            Topic.DELIVERY_REQUESTS.topicName(), partition, "nothing", null));
        }
    }

    private void write(ProducerRecord<String, byte[]> record) {
        try {
            producer.send(record).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError("the request was not written", e);
        }
    }

    DeliverLead request(Wanted wanted) {
        return request(wanted, Instant.now());
    }

    /** As the engine asked for it at a time. */
    DeliverLead request(Wanted wanted, Instant asked) {
        UUID eventId = UUID.randomUUID();
        Scope scope = Scope.of(wanted.account(), UUID.randomUUID());
        EventMeta meta = Metas.request(scope, eventId, UUID.randomUUID(), asked);
        DataKey key = DataKey.random();
        WrappedKey wrapped = masterKeys.wrap(key);
        DeliverLead sample = Samples.deliverLead();
        return DeliverLead.newBuilder()
                .setMeta(meta)
                .setLeadId(wanted.lead())
                .setFlowId(sample.getFlowId())
                .setFlowVersion(sample.getFlowVersion())
                .setSourceId(sample.getSourceId())
                .setStepId(sample.getStepId())
                .setStepName(sample.getStepName())
                .setRun(sample.getRun())
                .setLeadReceivedAt(meta.getOccurredAt())
                .setSalePrice(sample.getSalePrice())
                .setCurrency(sample.getCurrency())
                .setReturnEnabled(true)
                .setConversionEnabled(true)
                .setSettleWithinMillis(Math.toIntExact(wanted.settleWithin().toMillis()))
                .setRepeatSafe(wanted.repeatSafe())
                .setWrappedKey(wrapped.bytes())
                .setMasterKeyId(wrapped.masterKeyId())
                .setSettings(seal(key, meta, "DeliverLead.settings", wanted.settings()))
                .setVars(
                        seal(
                                key,
                                meta,
                                "DeliverLead.vars",
                                Map.of("lead", Map.of("email", "zoe@example.com"))))
                .build();
    }

    MasterKeys masterKeys() {
        return masterKeys;
    }

    private static ByteBuffer seal(
            DataKey key, EventMeta meta, String field, Map<String, Object> json) {
        try {
            return key.seal(
                    meta.getStreamId(), meta.getRecordId(), field, JSON.writeValueAsBytes(json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
