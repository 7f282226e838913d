package io.waybill.servicekit.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.waybill.meta.v1.EventMeta;
import java.util.Map;
import java.util.UUID;

/**
 * The id of a call from outside. It is the call's trace id written as a UUID, so that a record in a
 * ledger, a log line and a trace name the same call.
 */
public final class Correlation {

    private Correlation() {}

    /** The id of the call being served; a new one outside of any call. */
    public static UUID current() {
        SpanContext call = Span.current().getSpanContext();
        return call.isValid() ? of(call.getTraceId()) : UUID.randomUUID();
    }

    static UUID of(String traceId) {
        return new UUID(
                Long.parseUnsignedLong(traceId, 0, 16, 16),
                Long.parseUnsignedLong(traceId, 16, 32, 16));
    }

    /** W3C traceparent for a record that belongs to the call. */
    public static String traceparent(UUID correlationId, UUID recordId) {
        return "00-%016x%016x-%016x-01"
                .formatted(
                        correlationId.getMostSignificantBits(),
                        correlationId.getLeastSignificantBits(),
                        recordId.getMostSignificantBits() ^ recordId.getLeastSignificantBits());
    }

    /** The header that every record carries to Kafka. */
    public static Map<String, String> headers(EventMeta meta) {
        return Map.of("traceparent", traceparent(meta.getCorrelationId(), meta.getRecordId()));
    }
}
