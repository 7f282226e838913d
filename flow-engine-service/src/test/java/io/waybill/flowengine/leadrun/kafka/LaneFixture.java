package io.waybill.flowengine.leadrun.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.eventsourcing.EventIds;
import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.eventsourcing.sealing.MasterKeys;
import io.waybill.eventsourcing.sealing.WrappedKey;
import io.waybill.flow.v1.LaneCheckpoint;
import io.waybill.flowengine.TestFlows;
import io.waybill.flowengine.leadrun.LeadRunDecider;
import io.waybill.meta.v1.EventMeta;
import io.waybill.partner.v1.AccountHmacKey;
import io.waybill.schemas.Decoded;
import io.waybill.schemas.RecordDecoder;
import io.waybill.schemas.Records;
import io.waybill.schemas.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;

/** A lane without a broker, what goes in and what came out. */
final class LaneFixture implements AutoCloseable {

    static final Instant START = Instant.parse("2026-03-04T05:06:07Z");
    static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    final DataKey accountKey = DataKey.random();
    final MasterKeys masterKeys;
    final List<String> observed = new ArrayList<>();
    final byte[] installationSecret = new byte[32];

    private final TopologyTestDriver driver;
    private final Map<Topic, TestInputTopic<String, byte[]>> inputs = new EnumMap<>(Topic.class);
    private final Map<Topic, TestOutputTopic<String, byte[]>> outputs = new EnumMap<>(Topic.class);
    private final RecordDecoder decoder = new RecordDecoder();
    private final List<byte[]> written = new ArrayList<>();
    private final Path directory;

    LaneFixture() {
        try {
            directory = Files.createTempDirectory("lane");
            Path file = directory.resolve("master-keys");
            Files.writeString(
                    file, "k1 " + Base64.getEncoder().encodeToString(new byte[32]) + "\n");
            masterKeys = MasterKeys.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        LeadRunDecider decider =
                new LeadRunDecider(
                        (lead, step, run) -> EventIds.of(installationSecret, lead, step, run));
        LaneProcessor.Parts parts = new LaneProcessor.Parts(decider, masterKeys, new Observed());
        driver =
                new TopologyTestDriver(
                        LaneTopology.of(() -> new LaneProcessor(parts), Optional.empty()),
                        settings(),
                        START);
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

    private final class Observed implements LaneObserver {
        @Override
        public void skipped(String record) {
            observed.add("skipped " + record);
        }

        @Override
        public void setAside(Topic topic, String why) {
            observed.add("set aside from " + topic.topicName());
        }

        @Override
        public void failed(UUID leadId, Throwable cause) {
            observed.add("failed " + leadId);
        }
    }

    private Properties settings() {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, LaneTopology.APPLICATION);
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, directory.resolve("state").toString());
        return settings;
    }

    /** The account's key and one version of the flow, live. */
    LaneFixture withSolar() {
        return withFlow(TestFlows.SOLAR);
    }

    LaneFixture withFlow(String definition) {
        pipe(Topic.PARTNER_KEYS, hmacKey());
        pipe(Topic.FLOW_VERSIONS, TestVersions.published(1, definition));
        pipe(Topic.FLOW_VERSIONS, TestVersions.live(1, true, 2));
        assertThat(drain(Topic.FLOW_LEADS)).hasSize(1);
        return this;
    }

    AccountHmacKey hmacKey() {
        WrappedKey wrapped = masterKeys.wrap(accountKey);
        return new AccountHmacKey(
                TestVersions.meta(TestFlows.ACCOUNT, 0), wrapped.bytes(), wrapped.masterKeyId());
    }

    void pipe(SpecificRecord record) {
        pipe(Records.topicOf(record), record);
    }

    void pipe(Topic topic, SpecificRecord record) {
        RecordHeaders headers = new RecordHeaders();
        Records.headersOf(record).forEach(headers::add);
        headers.add("traceparent", TRACE.getBytes(StandardCharsets.US_ASCII));
        EventMeta meta = Records.meta(record);
        pipe(topic, meta.getStreamId().toString(), Records.encode(record), headers);
    }

    void pipe(Topic topic, String key, byte[] value, RecordHeaders headers) {
        inputs.get(topic).pipeInput(new TestRecord<>(key, value, headers, START));
    }

    /** Everything that was written to a topic since it was last asked for, but checkpoints. */
    List<SpecificRecord> drain(Topic topic) {
        List<SpecificRecord> records = drainWithCheckpoints(topic);
        records.removeIf(LaneCheckpoint.class::isInstance);
        return records;
    }

    /** Everything that was written to a topic since it was last asked for. */
    List<SpecificRecord> drainWithCheckpoints(Topic topic) {
        List<SpecificRecord> records = new ArrayList<>();
        for (TestRecord<String, byte[]> record : outputs.get(topic).readRecordsToList()) {
            written.add(record.value());
            written.add(record.key().getBytes(StandardCharsets.UTF_8));
            record.headers().forEach(header -> written.add(header.value()));
            assertThat(record.headers().lastHeader("traceparent").value())
                    .asString()
                    .isEqualTo(TRACE);
            records.add(((Decoded.Event) decoder.decode(null, null, record.value())).value());
        }
        return records;
    }

    <T extends SpecificRecord> T only(Topic topic, Class<T> type) {
        List<SpecificRecord> records = drain(topic);
        assertThat(records).singleElement().isInstanceOf(type);
        return type.cast(records.getFirst());
    }

    /** Names of the records that were written to the ledger, in order. */
    List<String> ledger() {
        return drain(Topic.FLOW_LEADS).stream().map(r -> r.getSchema().getName()).toList();
    }

    void assertNothingMore() {
        outputs.keySet().forEach(topic -> assertThat(drain(topic)).as(topic.topicName()).isEmpty());
    }

    List<byte[]> deadLetters(Topic topic) {
        return driver.createOutputTopic(
                        LaneTopology.deadLetters(topic.topicName()),
                        new StringDeserializer(),
                        new ByteArrayDeserializer())
                .readValuesToList();
    }

    KeyValueStore<String, byte[]> store(String name) {
        return driver.getKeyValueStore(name);
    }

    /** Keys of a store, without those of heartbeat and checkpoints. */
    List<String> keys(String store) {
        List<String> keys = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> all =
                driver.<String, byte[]>getKeyValueStore(store).all()) {
            all.forEachRemaining(entry -> keys.add(entry.key));
        }
        keys.remove("h");
        keys.remove("n");
        return keys;
    }

    /** All bytes that left the lane, and all that its stores hold. */
    List<byte[]> everythingWritten() {
        LaneTopology.SINKS.forEach(this::drain);
        List<byte[]> bytes = new ArrayList<>(written);
        for (String store : LaneTopology.STORES) {
            try (KeyValueIterator<String, byte[]> all =
                    driver.<String, byte[]>getKeyValueStore(store).all()) {
                all.forEachRemaining(entry -> {
                    bytes.add(entry.key.getBytes(StandardCharsets.UTF_8));
                    bytes.add(entry.value);
                });
            }
        }
        return bytes;
    }

    @Override
    public void close() {
        driver.close();
    }

    static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }
}
