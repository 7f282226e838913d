package io.waybill.reporting.projection.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.reporting.ScriptedLedger;
import io.waybill.reporting.TestKeys;
import io.waybill.reporting.projection.EventType;
import io.waybill.reporting.projection.RowChange;
import io.waybill.reporting.projection.RowChange.FlowName;
import io.waybill.reporting.projection.RowChange.TimelineLine;
import io.waybill.schemas.OutboundRecord;
import io.waybill.schemas.Samples;
import io.waybill.schemas.Topic;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordRowsTest {

    private static final UUID ACCOUNT = UUID.fromString("6f9619ff-8b86-4d01-b42d-00cf4fc964ff");

    private final List<OutboundRecord> ledger =
            new ScriptedLedger(ACCOUNT, TestKeys.masterKeys()).everything().records();

    @ParameterizedTest
    @MethodSource("samples")
    void every_record_gives_the_same_changes_each_time(SpecificRecord sample) {
        assertThat(RecordRows.of(sample)).isEqualTo(RecordRows.of(sample));
    }

    @Test
    void every_kind_of_event_has_its_line() {
        Set<EventType> seen = EnumSet.noneOf(EventType.class);
        for (SpecificRecord sample : Samples.all()) {
            for (RowChange row : RecordRows.of(sample)) {
                if (row instanceof TimelineLine line) {
                    assertThat(line.event().type().recordName())
                            .isEqualTo(sample.getSchema().getName());
                    seen.add(line.event().type());
                }
            }
        }
        assertThat(seen).containsExactly(EventType.values());
    }

    @Test
    void no_sealed_value_stands_among_the_facts() {
        for (SpecificRecord sample : Samples.all()) {
            for (RowChange row : RecordRows.of(sample)) {
                if (row instanceof TimelineLine line) {
                    sample.getSchema().getFields().stream()
                            .filter(field -> Boolean.TRUE.equals(field.getObjectProp("sealed")))
                            .forEach(field ->
                                    assertThat(line.event().facts())
                                            .doesNotContainKey(field.name()));
                }
            }
        }
    }

    @Test
    void names_come_from_the_newest_definition() {
        MemoryTables tables = fold(ledger);

        assertThat(tables.rows().get("flow_name " + flow()))
                .containsEntry("name", new FlowName(flow(), ACCOUNT, "Solar", 2));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void any_interleaving_of_topics_gives_the_same_rows(long seed) {
        assertThat(fold(interleaved(new Random(seed))).rows()).isEqualTo(fold(ledger).rows());
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void a_record_that_comes_twice_changes_nothing(long seed) {
        Random random = new Random(seed);
        List<OutboundRecord> twice = new ArrayList<>(ledger);
        ledger.forEach(record ->
                twice.add(
                        twice.indexOf(record)
                                + random.nextInt(twice.size() - twice.indexOf(record))
                                + 1,
                        record));

        assertThat(fold(twice).rows()).isEqualTo(fold(ledger).rows());
    }

    @Test
    void an_erased_key_stays_erased() {
        ScriptedLedger script = new ScriptedLedger(ACCOUNT, TestKeys.masterKeys());
        script.sold("web").erased();
        List<OutboundRecord> keys =
                script.records().stream().filter(r -> r.topic() == Topic.FLOW_KEYS).toList();

        assertThat(fold(List.of(keys.get(0), keys.get(1), keys.get(0))).rows())
                .isEqualTo(fold(List.of(keys.get(1))).rows());
    }

    private static Stream<SpecificRecord> samples() {
        return Samples.all().stream();
    }

    private UUID flow() {
        return new ScriptedLedger(ACCOUNT, TestKeys.masterKeys()).flow();
    }

    private static MemoryTables fold(List<OutboundRecord> records) {
        MemoryTables tables = new MemoryTables();
        records.forEach(record -> RecordRows.of(record.value()).forEach(tables::apply));
        return tables;
    }

    /** Each topic in its own order, the topics mixed at random. */
    private List<OutboundRecord> interleaved(Random random) {
        Map<Topic, List<OutboundRecord>> topics = new EnumMap<>(Topic.class);
        ledger.forEach(record ->
                topics.computeIfAbsent(record.topic(), _ -> new ArrayList<>()).add(record));
        List<OutboundRecord> mixed = new ArrayList<>();
        Set<Topic> open = new HashSet<>(topics.keySet());
        while (!open.isEmpty()) {
            Topic topic = open.stream().sorted().toList().get(random.nextInt(open.size()));
            List<OutboundRecord> left = topics.getOrDefault(topic, List.of());
            mixed.add(left.removeFirst());
            if (left.isEmpty()) {
                open.remove(topic);
            }
        }
        return mixed;
    }
}
