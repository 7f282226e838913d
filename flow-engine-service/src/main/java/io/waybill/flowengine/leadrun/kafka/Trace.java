package io.waybill.flowengine.leadrun.kafka;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** The trace that a record belongs to, which goes on with what the record leads to. */
final class Trace {

    private static final String TRACEPARENT = "traceparent";

    private Trace() {}

    static @Nullable String of(Headers headers) {
        Header header = headers.lastHeader(TRACEPARENT);
        return header == null || header.value() == null
                ? null
                : new String(header.value(), StandardCharsets.US_ASCII);
    }

    static void goOn(@Nullable String traceparent, Headers headers) {
        if (traceparent != null) {
            headers.add(TRACEPARENT, traceparent.getBytes(StandardCharsets.US_ASCII));
        }
    }
}
