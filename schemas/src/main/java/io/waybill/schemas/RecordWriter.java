package io.waybill.schemas;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.avro.Conversions;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.Encoder;
import org.apache.avro.specific.SpecificDatumWriter;

/**
 * Writes the records of one schema in Avro's binary encoding. Gives the same bytes as Avro's own
 * writer, which finds out for each value of each record what has to be done with it; here that is
 * found once for the schema. What is rare is left to Avro's. Safe for many threads.
 */
public final class RecordWriter {

    private static final Conversions.DecimalConversion DECIMALS =
            new Conversions.DecimalConversion();
    private static final TimeConversions.TimestampMicrosConversion TIMES =
            new TimeConversions.TimestampMicrosConversion();

    private final Part whole;

    /** Writes a value of a part of the schema; null where the schema has a choice of it. */
    @FunctionalInterface
    private interface Part {
        void write(Object value, Encoder out) throws IOException;
    }

    /**
     * @param schema of a record that holds none of its own kind
     */
    public RecordWriter(Schema schema) {
        whole = part(schema);
    }

    public void write(IndexedRecord record, Encoder out) throws IOException {
        whole.write(record, out);
    }

    private static Part part(Schema schema) {
        LogicalType meaning = schema.getLogicalType();
        if (meaning != null) {
            return converted(schema, meaning);
        }
        return switch (schema.getType()) {
            case RECORD -> record(schema);
            case ARRAY -> array(part(schema.getElementType()));
            case MAP -> map(part(schema.getValueType()));
            case UNION -> union(schema);
            case ENUM -> (value, out) -> out.writeEnum(schema.getEnumOrdinal(value.toString()));
            case STRING -> (value, out) -> out.writeString(value.toString());
            case BYTES -> (value, out) -> out.writeBytes((ByteBuffer) value);
            case INT -> (value, out) -> out.writeInt((Integer) value);
            case LONG -> (value, out) -> out.writeLong((Long) value);
            case BOOLEAN -> (value, out) -> out.writeBoolean((Boolean) value);
            default -> byAvro(schema);
        };
    }

    private static Part converted(Schema schema, LogicalType meaning) {
        return switch (meaning) {
            case LogicalTypes.Uuid _ when schema.getType() == Schema.Type.STRING ->
                    (value, out) -> out.writeString(value.toString());
            case LogicalTypes.TimestampMicros _ ->
                    (value, out) -> out.writeLong(TIMES.toLong((Instant) value, schema, meaning));
            case LogicalTypes.Decimal _ when schema.getType() == Schema.Type.BYTES ->
                    (value, out) ->
                            out.writeBytes(DECIMALS.toBytes((BigDecimal) value, schema, meaning));
            default -> byAvro(schema);
        };
    }

    private static Part byAvro(Schema schema) {
        SpecificDatumWriter<Object> writer = new SpecificDatumWriter<>(schema, KnownSchemas.DATA);
        return writer::write;
    }

    private static Part record(Schema schema) {
        Part[] fields =
                schema.getFields().stream().map(field -> part(field.schema())).toArray(Part[]::new);
        return (value, out) -> {
            IndexedRecord record = (IndexedRecord) value;
            for (int i = 0; i < fields.length; i++) {
                fields[i].write(record.get(i), out);
            }
        };
    }

    private static Part array(Part item) {
        return (value, out) -> {
            Collection<?> items = (Collection<?>) value;
            out.writeArrayStart();
            out.setItemCount(items.size());
            for (Object one : items) {
                out.startItem();
                item.write(one, out);
            }
            out.writeArrayEnd();
        };
    }

    private static Part map(Part item) {
        return (value, out) -> {
            Map<?, ?> items = (Map<?, ?>) value;
            out.writeMapStart();
            out.setItemCount(items.size());
            for (Map.Entry<?, ?> one : items.entrySet()) {
                out.startItem();
                out.writeString(one.getKey().toString());
                item.write(one.getValue(), out);
            }
            out.writeMapEnd();
        };
    }

    /** Nothing or something; a choice of more is left to Avro. */
    private static Part union(Schema schema) {
        List<Schema> choice = schema.getTypes();
        int nothing = choice.getFirst().getType() == Schema.Type.NULL ? 0 : 1;
        if (choice.size() != 2 || choice.get(nothing).getType() != Schema.Type.NULL) {
            return byAvro(schema);
        }
        int something = 1 - nothing;
        Part part = part(choice.get(something));
        return (value, out) -> {
            if (value == null) {
                out.writeIndex(nothing);
                out.writeNull();
            } else {
                out.writeIndex(something);
                part.write(value, out);
            }
        };
    }
}
