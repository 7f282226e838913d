package io.waybill.intake.submission.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.waybill.intake.submission.ContentType;
import io.waybill.intake.submission.FieldLimit;
import io.waybill.intake.submission.FormText;
import io.waybill.intake.submission.IdempotencyKey;
import io.waybill.intake.submission.RedirectAddress;
import io.waybill.intake.submission.Refusal;
import io.waybill.intake.submission.ReplyFormat;
import io.waybill.intake.submission.Submission;
import io.waybill.intake.submission.SubmissionRefused;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a call says, in the order in which it arrives: method and Accept, the rest of the
 * head, the body. It is the same for a call that is made and for one that is only previewed.
 */
final class CallReading {

    private static final Set<String> METHODS = Set.of("GET", "POST");

    private final Head head;
    private final String method;
    private final FieldLimit limit = new FieldLimit();
    private ReplyFormat format = ReplyFormat.JSON;
    private Optional<ContentType> bodyType = Optional.empty();
    private Optional<String> redirect = Optional.empty();
    private Optional<String> idempotencyKey = Optional.empty();
    private Map<String, @Nullable Object> query = Map.of();

    /** The head of a call. Names of headers are looked up in any case. */
    interface Head {

        /** In any case: some senders write it small. */
        String method();

        String path();

        /** What follows the question mark, encoded; null where there is none. */
        @Nullable String query();

        /** None where the header is not there. */
        List<String> headers(String name);
    }

    CallReading(Head head) {
        this.head = head;
        this.method = head.method().toUpperCase(Locale.ROOT);
    }

    /** Reads method and Accept, which decide whether and how anything can be answered. */
    void readManner() {
        if (!METHODS.contains(method)) {
            throw new SubmissionRefused(
                    Refusal.METHOD_NOT_ALLOWED, "The " + method + " method is not allowed");
        }
        String accept = String.join(",", head.headers("Accept"));
        format =
                ReplyFormat.negotiate(accept)
                        .orElseThrow(() ->
                                new SubmissionRefused(
                                        Refusal.REPLY_FORMAT_UNKNOWN,
                                        "Not capable of generating content according to the"
                                                + " Accept header. Use application/json,"
                                                + " application/xml or text/xml."));
    }

    /** Reads the rest of the head: query, redirect, idempotency key, type of the body. */
    void readHead() {
        query = FormText.pairs(Optional.ofNullable(head.query()).orElse(""), UTF_8, limit);
        redirect = RedirectAddress.in(query);
        idempotencyKey = IdempotencyKey.parse(header(IdempotencyKey.HEADER));
        if (isPost() && (announcesBody() || header("Content-Type") != null)) {
            readBodyType();
        }
    }

    Submission readBody(byte[] body) {
        if (isPost() && body.length > 0 && bodyType.isEmpty()) {
            readBodyType();
        }
        return submission(
                bodyType.map(type -> BodyParser.parse(body, type, limit)).orElse(Map.of()));
    }

    /** Reads a body whose bytes were text already when they came here. */
    Submission readText(String body) {
        if (body.length() > BodyReader.LARGEST
                || body.getBytes(UTF_8).length > BodyReader.LARGEST) {
            throw BodyReader.tooLarge();
        }
        if (isPost() && !body.isEmpty() && bodyType.isEmpty()) {
            readBodyType();
        }
        return submission(
                bodyType.filter(_ -> isPost())
                        .map(type -> BodyParser.parse(body, type, limit))
                        .orElse(Map.of()));
    }

    boolean isPost() {
        return method.equals("POST");
    }

    boolean isPing() {
        return head.path().endsWith("/ping");
    }

    ReplyFormat format() {
        return format;
    }

    Optional<String> redirect() {
        return redirect;
    }

    Optional<String> idempotencyKey() {
        return idempotencyKey;
    }

    String methodAndQuery() {
        return method + " " + Optional.ofNullable(head.query()).orElse("");
    }

    private Submission submission(Map<String, @Nullable Object> body) {
        return isPing() ? Submission.ofPing(body, query) : Submission.of(body, query);
    }

    private void readBodyType() {
        bodyType = Optional.of(ContentType.parse(header("Content-Type")));
    }

    private boolean announcesBody() {
        String length = header("Content-Length");
        return (length != null && !length.equals("0"))
                || !head.headers("Transfer-Encoding").isEmpty();
    }

    private @Nullable String header(String name) {
        List<String> values = head.headers(name);
        return values.isEmpty() ? null : values.getFirst();
    }
}
