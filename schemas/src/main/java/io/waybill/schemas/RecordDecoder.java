package io.waybill.schemas;

import io.waybill.schemas.Decoded.Event;
import io.waybill.schemas.Decoded.Undecodable;
import io.waybill.schemas.Decoded.UnknownRecord;
import io.waybill.schemas.KnownSchemas.Known;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Bytes to record. The writer's schema is found by the fingerprint in the headers, or by the id
 * when there is none (records of other writers), among the versions that this build carries; the
 * registry is asked only for a version that is newer than this build. Safe for many threads.
 */
public final class RecordDecoder {

    private final KnownSchemas known;
    private final @Nullable NewerSchemas newer;
    private final Map<Schema, Reading> readers = new ConcurrentHashMap<>();

    /** Reads what was written with one version. */
    @FunctionalInterface
    private interface Reading {
        SpecificRecord read(Decoder in) throws IOException;
    }

    /** Without a registry: a newer version of a known record is undecodable. */
    public RecordDecoder() {
        this(KnownSchemas.OURS, null);
    }

    RecordDecoder(KnownSchemas known, @Nullable NewerSchemas newer) {
        this.known = known;
        this.newer = newer;
    }

    /**
     * Never throws.
     *
     * @param fingerprint value of {@link Records#SCHEMA_HEADER}, where there is one
     * @param name value of {@link Records#NAME_HEADER}, where there is one
     */
    public Decoded decode(
            @Nullable String fingerprint, @Nullable String name, byte @Nullable [] bytes) {
        if (bytes == null) {
            return new Undecodable(new byte[0], "no payload");
        }
        try {
            return read(fingerprint, name, bytes);
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            // The message may quote a value; the class says enough.
            return new Undecodable(bytes, "not readable: " + e.getClass().getName());
        }
    }

    private Decoded read(@Nullable String fingerprint, @Nullable String name, byte[] bytes)
            throws IOException {
        if (bytes.length < Records.PREFIX_BYTES || bytes[0] != Records.MAGIC) {
            return new Undecodable(bytes, "not in the wire format");
        }
        if (name != null && known.current(name) == null) {
            return new UnknownRecord(name);
        }
        int id = ByteBuffer.wrap(bytes, 1, Integer.BYTES).getInt();
        Schema writer = writer(fingerprint, id);
        if (writer == null) {
            return new Undecodable(bytes, "unknown schema id " + id);
        }
        Known current = known.current(writer.getFullName());
        if (current == null) {
            return new UnknownRecord(writer.getFullName());
        }
        BinaryDecoder decoder =
                DecoderFactory.get()
                        .binaryDecoder(
                                bytes,
                                Records.PREFIX_BYTES,
                                bytes.length - Records.PREFIX_BYTES,
                                null);
        SpecificRecord record = reader(writer, current.schema()).read(decoder);
        return decoder.isEnd() ? new Event(record) : new Undecodable(bytes, "bytes left over");
    }

    private @Nullable Schema writer(@Nullable String fingerprint, int id) {
        Known ours = fingerprint == null ? known.withId(id) : known.withFingerprint(fingerprint);
        if (ours != null) {
            return ours.schema();
        }
        Schema found = newer == null ? null : newer.withId(id);
        boolean matches =
                found != null
                        && (fingerprint == null
                                || fingerprint.equals(KnownSchemas.fingerprint(found)));
        return matches ? found : null;
    }

    private Reading reader(Schema writer, Schema reader) {
        // One object per version, which keeps its hash: cheap, unlike its fingerprint.
        return readers.computeIfAbsent(writer, _ -> newReader(writer, reader));
    }

    private static Reading newReader(Schema writer, Schema reader) {
        if (writer == reader) {
            return new RecordReader<SpecificRecord>(reader, KnownSchemas.DATA)::read;
        }
        var resolving = new SpecificDatumReader<SpecificRecord>(writer, reader, KnownSchemas.DATA);
        return in -> resolving.read(null, in);
    }
}
