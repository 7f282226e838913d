package io.waybill.schemas;

import io.waybill.meta.v1.EventMeta;
import org.apache.avro.specific.SpecificRecord;

/** What reading a message gave. Reading never throws. */
public sealed interface Decoded {

    /** A record that this build knows, in the newest shape that it knows. */
    record Event(SpecificRecord value) implements Decoded {
        public EventMeta meta() {
            return Records.meta(value);
        }

        @Override
        public String toString() {
            return "Event[" + value.getSchema().getName() + "]";
        }
    }

    /** A record type that was added after this build: skipped and counted. */
    record UnknownRecord(String name) implements Decoded {}

    /** Bytes that nobody can read: they go to the consumer's dead letter topic as they came. */
    @SuppressWarnings("ArrayRecordComponent") // the bytes are handed on, never compared
    record Undecodable(byte[] bytes, String why) implements Decoded {
        @Override
        public String toString() {
            return "Undecodable[" + bytes.length + " bytes, " + why + "]";
        }
    }
}
