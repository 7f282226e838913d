package io.waybill.intake.submission.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.waybill.intake.flows.SubmissionTarget;
import io.waybill.intake.refusals.RefusalCounts;
import io.waybill.intake.submission.NewLead.Purpose;
import io.waybill.intake.submission.Refusal;
import io.waybill.intake.submission.SubmissionRefused;
import io.waybill.intake.waiting.Answer;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Writes what a call came to, and counts it. To be used on the call's event loop. */
@Singleton
final class AnswerWriter {

    static final String TEXT = "text/plain";
    private static final String RETRY_AFTER_SECONDS = "5";

    private final RefusalCounts refusals;
    private final MeterRegistry meters;
    private final String publicUrl;

    AnswerWriter(
            RefusalCounts refusals,
            MeterRegistry meters,
            @ConfigProperty(name = "waybill.public-url", defaultValue = "/") String publicUrl) {
        this.refusals = refusals;
        this.meters = meters;
        this.publicUrl = publicUrl.replaceAll("/+$", "");
    }

    void answer(SubmitCall call, Answer answer) {
        switch (answer) {
            case Answer.Concluded concluded ->
                    handled(
                            call,
                            call.purpose() == Purpose.PING ? 200 : 201,
                            AnswerText.concluded(call.format(), concluded, call.purpose()));
            case Answer.Pending(UUID leadId) when call.purpose() == Purpose.PING ->
                    noBid(call, "There was no answer in time");
            case Answer.Pending(UUID leadId) -> {
                if (isOpen(call)) {
                    call.request().response().putHeader(HttpHeaders.LOCATION, status(call, leadId));
                }
                handled(call, 202, AnswerText.pending(call.format(), leadId));
            }
            case Answer.KeyReused() ->
                    refuse(
                            call,
                            Refusal.KEY_REUSED,
                            "The idempotency key was used for another submission");
            case Answer.FlowDisabled() -> refuse(call, Refusal.FLOW_DISABLED, "Flow is disabled");
            case Answer.SourceDisabled() ->
                    refuse(call, Refusal.SOURCE_DISABLED, "Source is disabled");
            case Answer.NotFound() ->
                    refuse(call, Refusal.SOURCE_UNKNOWN, "Unknown flow or source");
            case Answer.NotKept() ->
                    refuse(call, Refusal.SERVICE_UNAVAILABLE, "Service is unavailable, try again");
        }
    }

    void refuse(SubmitCall call, SubmissionRefused refused) {
        refuse(call, refused.refusal(), refused.text());
    }

    private void refuse(SubmitCall call, Refusal refusal, String message) {
        if (!isOpen(call)) {
            return;
        }
        if (refusal != Refusal.SERVICE_UNAVAILABLE) {
            call.target().ifPresent(target -> refusals.refused(target, refusal));
        }
        if (call.purpose() == Purpose.PING && answersPing(refusal)) {
            noBid(call, message);
            return;
        }
        HttpServerResponse response = call.request().response();
        headersOf(refusal).forEach(response::putHeader);
        if (refusal.shape() == Refusal.Shape.TEXT) {
            write(call, refusal.status(), TEXT, message);
        } else {
            String body = AnswerText.message(call.format(), message);
            write(call, refusal.status(), call.format().mediaType(), body);
        }
    }

    /** What says nothing of the ping itself is no offer; the others tell that it cannot be read. */
    private static boolean answersPing(Refusal refusal) {
        return switch (refusal) {
            case FLOW_DISABLED, SOURCE_DISABLED, CALLS_TOO_MANY, SERVICE_UNAVAILABLE -> true;
            default -> false;
        };
    }

    private void noBid(SubmitCall call, String reason) {
        if (isOpen(call)) {
            write(call, 200, call.format().mediaType(), AnswerText.noBid(call.format(), reason));
        }
    }

    /** What a refusal says in the head, besides the type of its body. */
    static Map<String, String> headersOf(Refusal refusal) {
        return switch (refusal) {
            case METHOD_NOT_ALLOWED -> Map.of("Allow", "GET, POST");
            case SOURCE_UNAUTHORIZED -> Map.of("WWW-Authenticate", "Basic realm=\"Waybill\"");
            case BODY_TOO_LARGE, BODY_TOO_SLOW -> Map.of("Connection", "close");
            case CALLS_TOO_MANY, SERVICE_UNAVAILABLE -> Map.of("Retry-After", RETRY_AFTER_SECONDS);
            default -> Map.of();
        };
    }

    /** A caller that asked to be sent on is sent on, and gets the same body. */
    private void handled(SubmitCall call, int status, String body) {
        if (!isOpen(call)) {
            return;
        }
        if (call.redirect().isPresent()) {
            call.request().response().putHeader(HttpHeaders.LOCATION, call.redirect().get());
        }
        write(call, call.redirect().isPresent() ? 303 : status, call.format().mediaType(), body);
    }

    private void write(SubmitCall call, int status, String contentType, String body) {
        String known = Boolean.toString(call.target().isPresent());
        meters.counter("waybill.intake.answers", "status", "" + status, "known", known).increment();
        // What is left of an unread body is thrown away, so that the connection can serve on.
        call.request().resume();
        HttpServerResponse response = call.request().response();
        response.setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, contentType).end(body);
    }

    private static boolean isOpen(SubmitCall call) {
        HttpServerResponse response = call.request().response();
        return !response.ended() && !response.closed();
    }

    private String status(SubmitCall call, UUID leadId) {
        SubmissionTarget target = call.target().orElseThrow();
        return "%s/flows/%s/sources/%s/leads/%s"
                .formatted(publicUrl, target.version().id().flowId(), target.source().id(), leadId);
    }
}
