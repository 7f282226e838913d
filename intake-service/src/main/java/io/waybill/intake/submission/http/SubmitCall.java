package io.waybill.intake.submission.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.waybill.intake.flows.FlowDirectory;
import io.waybill.intake.flows.SubmissionTarget;
import io.waybill.intake.submission.ContentType;
import io.waybill.intake.submission.FieldLimit;
import io.waybill.intake.submission.FormText;
import io.waybill.intake.submission.IdempotencyKey;
import io.waybill.intake.submission.NewLead.Purpose;
import io.waybill.intake.submission.RedirectAddress;
import io.waybill.intake.submission.Refusal;
import io.waybill.intake.submission.ReplyFormat;
import io.waybill.intake.submission.Submission;
import io.waybill.intake.submission.SubmissionRefused;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One call while it is read: what is known of it so far decides how a refusal is told and whether
 * it is counted. Used on the event loop only.
 */
final class SubmitCall {

    private final RoutingContext context;
    private final Purpose purpose;
    private final UUID correlationId;
    private final HttpServerRequest request;
    private final FieldLimit limit = new FieldLimit();
    private ReplyFormat format = ReplyFormat.JSON;
    private Optional<SubmissionTarget> target = Optional.empty();
    private Optional<ContentType> bodyType = Optional.empty();
    private Optional<String> redirect = Optional.empty();
    private Optional<String> idempotencyKey = Optional.empty();
    private Map<String, @Nullable Object> query = Map.of();

    SubmitCall(RoutingContext context, UUID correlationId, Purpose purpose) {
        this.context = context;
        this.purpose = purpose;
        this.correlationId = correlationId;
        this.request = context.request();
    }

    /** Reads method and Accept, which decide whether and how anything can be answered. */
    void readManner() {
        if (request.method() != HttpMethod.GET && request.method() != HttpMethod.POST) {
            throw new SubmissionRefused(
                    Refusal.METHOD_NOT_ALLOWED,
                    "The " + request.method().name() + " method is not allowed");
        }
        String accept = String.join(",", request.headers().getAll(HttpHeaders.ACCEPT));
        format =
                ReplyFormat.negotiate(accept)
                        .orElseThrow(() ->
                                new SubmissionRefused(
                                        Refusal.REPLY_FORMAT_UNKNOWN,
                                        "Not capable of generating content according to the"
                                                + " Accept header. Use application/json,"
                                                + " application/xml or text/xml."));
    }

    /** Finds the source and lets in who may come in. */
    void readAddress(FlowDirectory flows) {
        target =
                uuid(context.pathParam("flowId"))
                        .flatMap(flow ->
                                uuid(context.pathParam("sourceId"))
                                        .flatMap(source -> flows.find(flow, source)));
        SubmissionTarget found = target.orElseThrow(SubmitCall::unknown);
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (!found.source().key().map(key -> key.isShownBy(authorization)).orElse(true)) {
            throw new SubmissionRefused(Refusal.SOURCE_UNAUTHORIZED, "Unauthorized source");
        }
        if (!found.flowEnabled()) {
            throw new SubmissionRefused(Refusal.FLOW_DISABLED, "Flow is disabled");
        }
        if (!found.source().enabled()) {
            throw new SubmissionRefused(Refusal.SOURCE_DISABLED, "Source is disabled");
        }
    }

    /** Reads the rest of the head: query, redirect, idempotency key, type of the body. */
    void readHead() {
        query = FormText.pairs(Optional.ofNullable(request.query()).orElse(""), UTF_8, limit);
        redirect = RedirectAddress.in(query);
        idempotencyKey = IdempotencyKey.parse(request.getHeader(IdempotencyKey.HEADER));
        if (isPost() && (announcesBody() || request.getHeader(HttpHeaders.CONTENT_TYPE) != null)) {
            readBodyType();
        }
    }

    Submission readBody(byte[] body) {
        if (isPost() && body.length > 0 && bodyType.isEmpty()) {
            readBodyType();
        }
        return Submission.of(
                bodyType.map(type -> BodyParser.parse(body, type, limit)).orElse(Map.of()), query);
    }

    /** For what is nobody's fault but ours: logged and answered by the framework. */
    void fail(Throwable unexpected) {
        context.fail(unexpected);
    }

    boolean isPost() {
        return request.method() == HttpMethod.POST;
    }

    UUID correlationId() {
        return correlationId;
    }

    HttpServerRequest request() {
        return request;
    }

    Purpose purpose() {
        return purpose;
    }

    ReplyFormat format() {
        return format;
    }

    Optional<SubmissionTarget> target() {
        return target;
    }

    Optional<String> redirect() {
        return redirect;
    }

    Optional<String> idempotencyKey() {
        return idempotencyKey;
    }

    String methodAndQuery() {
        return request.method().name() + " " + Optional.ofNullable(request.query()).orElse("");
    }

    private void readBodyType() {
        bodyType = Optional.of(ContentType.parse(request.getHeader(HttpHeaders.CONTENT_TYPE)));
    }

    private boolean announcesBody() {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return (length != null && !length.equals("0"))
                || request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }

    private static SubmissionRefused unknown() {
        return new SubmissionRefused(Refusal.SOURCE_UNKNOWN, "Unknown flow or source");
    }

    private static Optional<UUID> uuid(@Nullable String text) {
        try {
            return text != null && text.length() == 36
                    ? Optional.of(UUID.fromString(text))
                    : Optional.empty();
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }
}
