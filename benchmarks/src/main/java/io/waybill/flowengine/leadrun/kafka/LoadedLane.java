package io.waybill.flowengine.leadrun.kafka;

import io.waybill.delivery.v1.DeliverLead;
import io.waybill.delivery.v1.DeliverySettled;
import io.waybill.eventsourcing.EventIds;
import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.eventsourcing.sealing.MasterKeys;
import io.waybill.eventsourcing.sealing.WrappedKey;
import io.waybill.flow.v1.FlowLive;
import io.waybill.flow.v1.FlowSource;
import io.waybill.flow.v1.FlowVersionPublished;
import io.waybill.flow.v1.SubmitLead;
import io.waybill.flowengine.leadrun.LeadRunDecider;
import io.waybill.intake.v1.IntakeReply;
import io.waybill.meta.v1.EventMeta;
import io.waybill.meta.v1.Outcome;
import io.waybill.schemas.Decoded;
import io.waybill.schemas.RecordDecoder;
import io.waybill.schemas.Records;
import io.waybill.schemas.Topic;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** A lane without a broker, and the leads that go through it. */
final class LoadedLane implements AutoCloseable {

    private static final Instant NOW = Instant.parse("2026-03-04T15:06:07Z");
    private static final UUID ACCOUNT = new UUID(1, 1);
    private static final UUID SOURCE = new UUID(2, 2);
    private static final long FLOWS = 0x0191d0a000007000L;
    private static final String LEAD =
            """
            {"first_name":"Ada","last_name":"Byron","email":"ada@example.org",
             "phone_1":"512-789-1111","address_1":"1 Main St","city":"Los Angeles","state":"CA",
             "postal_code":"90001","born":"1980-06-02","income":"$50,000",
             "comments":"Please call in the morning"}
            """;

    private final Path directory = Files.createTempDirectory("lane");
    private final MasterKeys masterKeys;
    private final TopologyTestDriver driver;
    private final Map<Topic, TestInputTopic<String, byte[]>> inputs = new EnumMap<>(Topic.class);
    private final Map<Topic, TestOutputTopic<String, byte[]>> outputs = new EnumMap<>(Topic.class);
    private final RecordDecoder decoder = new RecordDecoder();
    private final LaneDeserializer decoded = new LaneDeserializer(Optional.empty());
    private long records;
    private long spent;

    LoadedLane() throws IOException {
        Path file = directory.resolve("master-keys");
        Files.writeString(file, "k1 " + Base64.getEncoder().encodeToString(new byte[32]) + "\n");
        masterKeys = MasterKeys.load(file);
        LeadRunDecider decider =
                new LeadRunDecider((lead, step, run) -> EventIds.of(new byte[32], lead, step, run));
        LaneProcessor.Parts parts =
                new LaneProcessor.Parts(decider, masterKeys, new StrictObserver());
        driver =
                new TopologyTestDriver(
                        LaneTopology.of(
                                () -> new Timed(new LaneProcessor(parts)), Optional.empty()),
                        settings(),
                        NOW);
        for (Topic topic : LaneTopology.SOURCES) {
            inputs.put(
                    topic,
                    driver.createInputTopic(
                            topic.topicName(), new StringSerializer(), new ByteArraySerializer()));
        }
        for (Topic topic : LaneTopology.SINKS) {
            outputs.put(
                    topic,
                    driver.createOutputTopic(
                            topic.topicName(),
                            new StringDeserializer(),
                            new ByteArrayDeserializer()));
        }
    }

    /** The lane, and how much processor time it takes from a record to all that it leads to. */
    private final class Timed implements Processor<byte[], @Nullable Decoded, Object, Object> {

        private final LaneProcessor lane;

        Timed(LaneProcessor lane) {
            this.lane = lane;
        }

        @Override
        public void init(ProcessorContext<Object, Object> context) {
            lane.init(context);
        }

        @Override
        public void process(Record<byte[], @Nullable Decoded> record) {
            long begun = LaneThroughput.cpuNow();
            lane.process(record);
            spent += LaneThroughput.cpuNow() - begun;
        }
    }

    private Properties settings() {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, LaneTopology.APPLICATION);
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, directory.resolve("state").toString());
        settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
        return settings;
    }

    /** The flow of that number, live. */
    void deploy(int number, String definition) {
        UUID flow = new UUID(FLOWS, number);
        FlowSource source =
                FlowSource.newBuilder()
                        .setId(SOURCE)
                        .setName("Web form")
                        .setEnabled(true)
                        .setKeyHash(null)
                        .setMayTest(true)
                        .build();
        FlowVersionPublished version =
                FlowVersionPublished.newBuilder()
                        .setMeta(meta(flow, 0))
                        .setFlowId(flow)
                        .setVersion(1)
                        .setName("Ten steps")
                        .setCurrency("USD")
                        .setZone("America/New_York")
                        .setRespondWithinMillis(20_000)
                        .setSources(List.of(source))
                        .setDefinition(definition.replace("SOURCE", SOURCE.toString()))
                        .build();
        pipe(Topic.FLOW_VERSIONS, Records.encode(version));
        pipe(Topic.FLOW_VERSIONS, Records.encode(new FlowLive(meta(flow, 2), flow, 1, true)));
        outputs.values().forEach(TestOutputTopic::readValuesToList);
    }

    private EventMeta meta(UUID stream, long sequence) {
        records++;
        return EventMeta.newBuilder()
                .setRecordId(new UUID(99, records))
                .setStreamId(stream)
                .setSequence(sequence)
                .setOccurredAt(NOW)
                .setAccountId(ACCOUNT)
                .setLane(ACCOUNT.toString())
                .setCorrelationId(new UUID(98, records))
                .setTest(false)
                .build();
    }

    /** A new lead for the flow of that number. */
    Lead lead(int flow) {
        UUID id = new UUID((NOW.toEpochMilli() << 16) | 0x7000, Long.MIN_VALUE | ++records);
        return new Lead(new UUID(FLOWS, flow), meta(id, 0), DataKey.random());
    }

    /** A lead on its way. */
    final class Lead {

        private final UUID flow;
        private final EventMeta meta;
        private final DataKey key;

        Lead(UUID flow, EventMeta meta, DataKey key) {
            this.flow = flow;
            this.meta = meta;
            this.key = key;
        }

        byte[] submission() {
            WrappedKey wrapped = masterKeys.wrap(key);
            return Records.encode(
                    SubmitLead.newBuilder()
                            .setMeta(meta)
                            .setFlowId(flow)
                            .setFlowVersion(1)
                            .setSourceId(SOURCE)
                            .setReceivedAt(NOW)
                            .setRandom(42)
                            .setReplyTo(0)
                            .setWrappedKey(wrapped.bytes())
                            .setMasterKeyId(wrapped.masterKeyId())
                            .setData(
                                    key.sealText(
                                            meta.getStreamId(),
                                            meta.getRecordId(),
                                            "SubmitLead.data",
                                            LEAD))
                            .setIdempotencyKey(null)
                            .setBodyDigest(null)
                            .build());
        }

        /** The buyer took it. */
        byte[] sold(DeliverLead request) {
            UUID event = request.getMeta().getStreamId();
            EventMeta settled =
                    EventMeta.newBuilder(meta(event, 4)).setCounterpartyId(new UUID(5, 5)).build();
            return Records.encode(
                    DeliverySettled.newBuilder()
                            .setMeta(settled)
                            .setLeadId(meta.getStreamId())
                            .setStepId(request.getStepId())
                            .setOutcome(Outcome.SUCCESS)
                            .setCertain(true)
                            .setAttempts(1)
                            .setReason(null)
                            .setPrice(new BigDecimal("9.5000"))
                            .setReference(
                                    key.sealText(
                                            event,
                                            settled.getRecordId(),
                                            "DeliverySettled.reference",
                                            "ref-1"))
                            .setAppended(null)
                            .build());
        }
    }

    /** Processor time of the lane until now but for reading records, in nanoseconds. */
    long spent() {
        return spent;
    }

    /** Processor time that reading these records takes, done for this alone. */
    long reading(Topic topic, List<byte[]> some) {
        long begun = LaneThroughput.cpuNow();
        some.forEach(bytes -> decoded.deserialize(topic.topicName(), bytes));
        return LaneThroughput.cpuNow() - begun;
    }

    void pipe(Topic topic, byte[] record) {
        Objects.requireNonNull(inputs.get(topic)).pipeInput(ACCOUNT.toString(), record, NOW);
    }

    private List<byte[]> written(Topic topic) {
        return Objects.requireNonNull(outputs.get(topic)).readValuesToList();
    }

    /** What delivery was asked for since, in order. */
    List<DeliverLead> requests() {
        List<DeliverLead> requests = new ArrayList<>();
        for (byte[] bytes : written(Topic.DELIVERY_REQUESTS)) {
            if (decoder.decode(null, null, bytes) instanceof Decoded.Event(DeliverLead request)) {
                requests.add(request);
            }
        }
        return requests;
    }

    /** Throws unless so many leads were answered with success. */
    void checkAnswers(int leads) {
        long answers =
                written(Topic.INTAKE_REPLIES).stream()
                        .map(bytes -> decoder.decode(null, null, bytes))
                        .filter(decoded ->
                                decoded instanceof Decoded.Event(IntakeReply reply)
                                        && reply.getOutcome() == Outcome.SUCCESS)
                        .count();
        if (answers != leads) {
            throw new IllegalStateException(answers + " of " + leads + " leads were sold");
        }
        written(Topic.FLOW_LEADS);
        written(Topic.FLOW_KEYS);
    }

    @Override
    public void close() {
        driver.close();
    }
}
