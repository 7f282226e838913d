package io.waybill.systemtests.model;

import io.waybill.systemtests.ledger.Entry;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** Records of one lead and its flow, for tests of the model. */
final class MadeUpLedger {

    private MadeUpLedger() {}

    static Entry version(String definition) {
        return entry(
                "flow.versions",
                "FlowVersionPublished",
                "flow",
                1,
                Map.of("flowId", "flow", "version", "1", "definition", definition));
    }

    static Entry received() {
        return lead(
                "LeadReceived",
                1,
                Map.of("sourceId", "source", "flowId", "flow", "flowVersion", "1"));
    }

    static Entry lead(String name, int sequence, Map<String, Object> fields) {
        return entry("flow.leads", name, "lead", sequence, fields);
    }

    static Entry entry(
            String topic, String name, String stream, long sequence, Map<String, Object> fields) {
        Map<String, Object> meta =
                Map.of(
                        "streamId",
                        stream,
                        "sequence",
                        sequence,
                        "recordId",
                        UUID.randomUUID().toString(),
                        "test",
                        false);
        Map<String, Object> all = new TreeMap<>(fields);
        all.put("meta", record("EventMeta", meta));
        return new Entry(topic, 0, 0, stream, record(name, all));
    }

    /** A record whose schema is made for it; the model looks at names only. */
    private static GenericRecord record(String name, Map<String, Object> fields) {
        List<Schema.Field> schemas = new ArrayList<>();
        Schema any = SchemaBuilder.builder().nullType();
        fields.keySet().forEach(field -> schemas.add(new Schema.Field(field, any)));
        GenericRecord record =
                new GenericData.Record(Schema.createRecord(name, null, null, false, schemas));
        fields.forEach(record::put);
        return record;
    }

    static ByteBuffer money(String amount) {
        return ByteBuffer.wrap(new BigDecimal(amount).setScale(4).unscaledValue().toByteArray());
    }
}
