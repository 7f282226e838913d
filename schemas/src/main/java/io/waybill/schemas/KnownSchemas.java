package io.waybill.schemas;

import io.waybill.schemas.RegistrationOrder.Entry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.apache.avro.Conversions;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.util.ClassSecurityValidator;
import org.jspecify.annotations.Nullable;

/**
 * Every version of every schema that this build has ever known, by id and by fingerprint. The
 * newest version of a record is its class's; older ones stand whole in {@code superseded/}.
 */
final class KnownSchemas {

    static {
        // Avro makes objects of trusted classes only; ours are, in every process that has them.
        ClassSecurityValidator.setGlobal(
                ClassSecurityValidator.composite(
                        ClassSecurityValidator.getGlobal(),
                        type -> type.getName().startsWith("io.waybill.")));
    }

    /** Makes objects of the classes beside this one, whoever loaded Avro. */
    static final SpecificData DATA = data();

    static final KnownSchemas OURS =
            new KnownSchemas(RegistrationOrder.load(), KnownSchemas::superseded);

    /**
     * A version of a schema, written out whole, and its place in the order.
     *
     * @param headers what travels with its records
     */
    record Known(Entry entry, Schema schema, String fingerprint, Map<String, byte[]> headers) {
        static Known of(Entry entry, Schema schema) {
            String fingerprint = KnownSchemas.fingerprint(schema);
            return new Known(
                    entry,
                    schema,
                    fingerprint,
                    Map.of(
                            Records.SCHEMA_HEADER, fingerprint.getBytes(StandardCharsets.US_ASCII),
                            Records.NAME_HEADER,
                                    entry.record().getBytes(StandardCharsets.US_ASCII)));
        }
    }

    private final Map<Integer, Known> byId = new HashMap<>();
    private final Map<String, Known> byFingerprint = new HashMap<>();
    private final Map<String, Known> current = new HashMap<>();

    /**
     * @param superseded where versions are found that are not a record's newest
     */
    KnownSchemas(RegistrationOrder order, Function<Entry, Schema> superseded) {
        Map<String, Entry> newest = order.current();
        for (Entry entry : order.entries()) {
            boolean isCurrent = entry.equals(newest.get(entry.record()));
            Schema schema = isCurrent ? ofClass(entry.record()) : superseded.apply(entry);
            Known known = Known.of(entry, schema);
            byId.put(entry.id(), known);
            byFingerprint.put(known.fingerprint(), known);
            if (isCurrent) {
                current.put(entry.record(), known);
            }
        }
    }

    private static SpecificData data() {
        SpecificData data = new SpecificData(KnownSchemas.class.getClassLoader());
        data.addLogicalTypeConversion(new Conversions.UUIDConversion());
        data.addLogicalTypeConversion(new Conversions.DecimalConversion());
        data.addLogicalTypeConversion(new TimeConversions.TimestampMicrosConversion());
        return data;
    }

    /** Hexadecimal CRC-64-AVRO of the schema's parsing canonical form. */
    static String fingerprint(Schema schema) {
        return String.format(
                Locale.ROOT, "%016x", SchemaNormalization.parsingFingerprint64(schema));
    }

    @Nullable Known withId(int id) {
        return byId.get(id);
    }

    @Nullable Known withFingerprint(String fingerprint) {
        return byFingerprint.get(fingerprint);
    }

    /** The version that this build writes and reads. */
    @Nullable Known current(String record) {
        return current.get(record);
    }

    private static Schema ofClass(String record) {
        try {
            return SpecificData.get().getSchema(Class.forName(record));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("No class was generated for " + record, e);
        }
    }

    private static Schema superseded(Entry entry) {
        String file = "superseded/" + entry.record() + "/v" + entry.version() + ".avsc";
        try (InputStream in = KnownSchemas.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("Missing in the schemas module: " + file);
            }
            return new Schema.Parser().parse(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
