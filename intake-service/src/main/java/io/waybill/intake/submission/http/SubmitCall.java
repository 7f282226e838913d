package io.waybill.intake.submission.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import io.waybill.intake.flows.FlowDirectory;
import io.waybill.intake.flows.SubmissionTarget;
import io.waybill.intake.submission.Hops;
import io.waybill.intake.submission.NewLead.Purpose;
import io.waybill.intake.submission.Refusal;
import io.waybill.intake.submission.ReplyFormat;
import io.waybill.intake.submission.Submission;
import io.waybill.intake.submission.SubmissionRefused;
import io.waybill.servicekit.network.CallerAddress;
import java.util.List;
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
    private final CallReading reading;
    private Optional<SubmissionTarget> target = Optional.empty();

    SubmitCall(RoutingContext context, UUID correlationId, Purpose purpose) {
        this.context = context;
        this.purpose = purpose;
        this.correlationId = correlationId;
        this.request = context.request();
        this.reading = new CallReading(new RequestHead(request));
    }

    /** Reads method and Accept, which decide whether and how anything can be answered. */
    void readManner() {
        reading.readManner();
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
        reading.readHead();
    }

    Submission readBody(byte[] body) {
        return reading.readBody(body);
    }

    /** For what is nobody's fault but ours: logged and answered by the framework. */
    void fail(Throwable unexpected) {
        context.fail(unexpected);
    }

    boolean isPost() {
        return reading.isPost();
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
        return reading.format();
    }

    Optional<SubmissionTarget> target() {
        return target;
    }

    Optional<String> redirect() {
        return reading.redirect();
    }

    Optional<String> idempotencyKey() {
        return reading.idempotencyKey();
    }

    /** Where it came from: behind an edge the edge says it. */
    Optional<String> ip() {
        SocketAddress peer = request.remoteAddress();
        return CallerAddress.of(
                peer == null ? null : peer.hostAddress(),
                request.headers().getAll(CallerAddress.HEADER));
    }

    int hops() {
        return Hops.of(request.headers().getAll(Hops.HEADER));
    }

    String methodAndQuery() {
        return reading.methodAndQuery();
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

    private record RequestHead(HttpServerRequest request) implements CallReading.Head {

        @Override
        public String method() {
            return request.method().name();
        }

        @Override
        public String path() {
            return Optional.ofNullable(request.path()).orElse("");
        }

        @Override
        public @Nullable String query() {
            return request.query();
        }

        @Override
        public List<String> headers(String name) {
            return request.headers().getAll(name);
        }
    }
}
