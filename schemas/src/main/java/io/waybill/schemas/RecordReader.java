package io.waybill.schemas;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.avro.AvroTypeException;
import org.apache.avro.Conversions;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.Decoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads what was written with the very schema that its class has, from Avro's binary encoding.
 * Gives what Avro's own reader gives, which resolves two schemas and looks for conversions at each
 * value of each record; here that is done once for the schema. What is rare is left to Avro's. Safe
 * for many threads.
 *
 * @param <T> class of the schema's records
 */
public final class RecordReader<T extends IndexedRecord> {

    private static final Conversions.DecimalConversion DECIMALS =
            new Conversions.DecimalConversion();
    private static final TimeConversions.TimestampMicrosConversion TIMES =
            new TimeConversions.TimestampMicrosConversion();
    // A count that is a lie takes no memory.
    private static final int EXPECTED_AT_MOST = 1_000;

    private final SpecificData data;
    private final Part whole;

    /** Reads a value of a part of the schema; null where the schema has a choice of it. */
    @FunctionalInterface
    private interface Part {
        @Nullable Object read(Decoder in) throws IOException;
    }

    /**
     * @param schema of a record that holds none of its own kind
     * @param data knows the classes
     */
    public RecordReader(Schema schema, SpecificData data) {
        this.data = data;
        whole = record(schema);
    }

    /**
     * @throws RuntimeException when the bytes were not written with the schema
     */
    @SuppressWarnings("unchecked") // of the class of the schema
    public T read(Decoder in) throws IOException {
        return (T) Objects.requireNonNull(whole.read(in));
    }

    private Part part(Schema schema) {
        LogicalType meaning = schema.getLogicalType();
        if (meaning != null) {
            return converted(schema, meaning);
        }
        return switch (schema.getType()) {
            case RECORD -> record(schema);
            case ARRAY -> array(part(schema.getElementType()));
            case MAP -> map(part(schema.getValueType()));
            case UNION -> union(schema);
            case ENUM -> word(schema);
            case STRING -> Decoder::readString;
            case BYTES -> in -> in.readBytes(null);
            case INT -> Decoder::readInt;
            case LONG -> Decoder::readLong;
            case BOOLEAN -> Decoder::readBoolean;
            default -> byAvro(schema);
        };
    }

    private Part converted(Schema schema, LogicalType meaning) {
        return switch (meaning) {
            case LogicalTypes.Uuid _ when schema.getType() == Schema.Type.STRING ->
                    in -> UUID.fromString(in.readString());
            case LogicalTypes.TimestampMicros _ ->
                    in -> TIMES.fromLong(in.readLong(), schema, meaning);
            case LogicalTypes.Decimal _ when schema.getType() == Schema.Type.BYTES ->
                    in -> DECIMALS.fromBytes(in.readBytes(null), schema, meaning);
            default -> byAvro(schema);
        };
    }

    private Part byAvro(Schema schema) {
        SpecificDatumReader<Object> reader = new SpecificDatumReader<>(schema, schema, data);
        return in -> reader.read(null, in);
    }

    private Part record(Schema schema) {
        GenericData.InstanceSupplier instances = data.getNewRecordSupplier(schema);
        Part[] fields =
                schema.getFields().stream().map(field -> part(field.schema())).toArray(Part[]::new);
        return in -> {
            IndexedRecord record = (IndexedRecord) instances.newInstance(null, schema);
            for (int i = 0; i < fields.length; i++) {
                record.put(i, fields[i].read(in));
            }
            return record;
        };
    }

    private static Part array(Part item) {
        return in -> {
            long more = in.readArrayStart();
            List<@Nullable Object> items = new ArrayList<>(expected(more));
            for (; more > 0; more = in.arrayNext()) {
                for (long i = 0; i < more; i++) {
                    items.add(item.read(in));
                }
            }
            return items;
        };
    }

    private static Part map(Part item) {
        return in -> {
            long more = in.readMapStart();
            Map<String, @Nullable Object> items = new HashMap<>(expected(more));
            for (; more > 0; more = in.mapNext()) {
                for (long i = 0; i < more; i++) {
                    items.put(in.readString(), item.read(in));
                }
            }
            return items;
        };
    }

    private static int expected(long items) {
        return (int) Math.clamp(items, 0, EXPECTED_AT_MOST);
    }

    private Part word(Schema schema) {
        Object[] words =
                schema.getEnumSymbols().stream()
                        .map(word -> data.createEnum(word, schema))
                        .toArray();
        return in -> words[in.readEnum()];
    }

    /** Nothing or something; a choice of more is left to Avro. */
    private Part union(Schema schema) {
        List<Schema> choice = schema.getTypes();
        int nothing = choice.getFirst().getType() == Schema.Type.NULL ? 0 : 1;
        if (choice.size() != 2 || choice.get(nothing).getType() != Schema.Type.NULL) {
            return byAvro(schema);
        }
        Part something = part(choice.get(1 - nothing));
        return in -> {
            int index = in.readIndex();
            if (index == 1 - nothing) {
                return something.read(in);
            }
            if (index != nothing) {
                throw new AvroTypeException("No such choice");
            }
            in.readNull();
            return null;
        };
    }
}
