package io.waybill.feedback.leadfeedback.http;

import io.waybill.eventsourcing.RecordIds;
import io.waybill.eventsourcing.TimeOrderedIds;
import io.waybill.feedback.leadfeedback.GiveFeedback;
import io.waybill.feedback.leadfeedback.GiveFeedback.Reason;
import io.waybill.feedback.leadfeedback.GiveFeedback.Values;
import io.waybill.feedback.leadfeedback.store.Call;
import io.waybill.feedback.leadfeedback.store.Proof;
import io.waybill.feedback.terms.FeedbackType;
import io.waybill.language.DeliverySettings;
import io.waybill.servicekit.tracing.Correlation;
import jakarta.ws.rs.core.HttpHeaders;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Makes a call of its fields and headers. */
final class CallReader {

    private static final Set<String> OWN_FIELDS = Set.of("event_id", "type", "reason");
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final int LONGEST_KEY = 255;
    private static final int TOO_MANY = 10_000;
    private static final String BEARER = "Bearer ";
    private static final String BASIC = "Basic ";

    private CallReader() {}

    /**
     * @throws PlainRefusal when the idempotency key cannot be one
     */
    static Call read(UUID eventId, Fields fields, byte[] body, HttpHeaders headers, Instant now) {
        Optional<String> idempotencyKey = header(headers, IDEMPOTENCY_KEY);
        if (idempotencyKey.filter(key -> key.length() > LONGEST_KEY).isPresent()) {
            throw new PlainRefusal(
                    400, IDEMPOTENCY_KEY + " is longer than " + LONGEST_KEY + " characters");
        }
        UUID feedbackId =
                idempotencyKey
                        .map(key -> RecordIds.derived(eventId, "idempotency-key " + key))
                        .orElseGet(TimeOrderedIds::next);
        return new Call(
                eventId,
                new GiveFeedback(
                        feedbackId,
                        fields.get("type").flatMap(FeedbackType::named),
                        fields.get("reason").map(Reason::new),
                        new Values(fields.without(OWN_FIELDS)),
                        now),
                new Proof(key(headers), signature(headers, body)),
                Optional.empty(),
                new Call.Origin(
                        Correlation.current(),
                        idempotencyKey.isPresent(),
                        hops(headers),
                        Optional.empty()));
    }

    /** Of several counts the largest; what is none has come too far. */
    private static int hops(HttpHeaders headers) {
        List<String> shown = headers.getRequestHeader(DeliverySettings.FEEDBACK_HOPS);
        return shown == null ? 0 : hops(shown);
    }

    static int hops(List<String> shown) {
        return shown.stream()
                .flatMap(line -> Stream.of(line.split(",", -1)))
                .map(String::strip)
                .mapToInt(text -> text.matches("\\d{1,4}") ? Integer.parseInt(text) : TOO_MANY)
                .max()
                .orElse(0);
    }

    private static Optional<String> header(HttpHeaders headers, String name) {
        return Optional.ofNullable(headers.getHeaderString(name))
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    private static Optional<String> key(HttpHeaders headers) {
        return header(headers, HttpHeaders.AUTHORIZATION)
                .flatMap(shown -> {
                    if (shown.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
                        return Optional.of(shown.substring(BEARER.length()).strip());
                    }
                    return shown.regionMatches(true, 0, BASIC, 0, BASIC.length())
                            ? password(shown.substring(BASIC.length()).strip())
                            : Optional.empty();
                });
    }

    private static Optional<String> password(String base64) {
        try {
            String pair = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0 ? Optional.empty() : Optional.of(pair.substring(colon + 1));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    private static Optional<Proof.Signature> signature(HttpHeaders headers, byte[] body) {
        Optional<String> id = header(headers, "webhook-id");
        Optional<String> timestamp = header(headers, "webhook-timestamp");
        Optional<String> signatures = header(headers, "webhook-signature");
        return id.isEmpty() || timestamp.isEmpty() || signatures.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Proof.Signature(
                                id.get(),
                                timestamp.get(),
                                signatures.get(),
                                ByteBuffer.wrap(body)));
    }
}
