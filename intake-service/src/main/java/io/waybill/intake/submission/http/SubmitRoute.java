package io.waybill.intake.submission.http;

import io.vertx.core.AsyncResult;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.waybill.intake.IntakeConfig;
import io.waybill.intake.flows.FlowDirectory;
import io.waybill.intake.flows.Flows;
import io.waybill.intake.submission.NewLead.Purpose;
import io.waybill.intake.submission.Refusal;
import io.waybill.intake.submission.SubmissionRefused;
import io.waybill.servicekit.tracing.Correlation;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * The submit call, and the ping that asks before it. A plain route rather than a REST resource:
 * every status, header and body of it is fixed, and its body must not be buffered beyond the limit.
 * The order of the checks is the order in which the least is spent on a stranger.
 */
@Singleton
final class SubmitRoute {

    private static final Logger LOG = Logger.getLogger(SubmitRoute.class);
    private static final String SOURCE = "/flows/:flowId/sources/:sourceId";
    private static final Duration SLOWEST_BODY = Duration.ofSeconds(30);

    private final Flows flows;
    private final Submitting submitting;
    private final AnswerWriter answers;
    private final BodyReader bodies;

    SubmitRoute(
            Flows flows,
            Submitting submitting,
            AnswerWriter answers,
            Vertx vertx,
            IntakeConfig config) {
        this.flows = flows;
        this.submitting = submitting;
        this.answers = answers;
        this.bodies = new BodyReader(vertx, new BodyBudget(config.bodyBytes()), SLOWEST_BODY);
    }

    void register(@Observes Router router) {
        router.route(SOURCE + "/submit").handler(context -> handle(context, Purpose.SUBMIT));
        router.route(SOURCE + "/ping").handler(context -> handle(context, Purpose.PING));
    }

    private void handle(RoutingContext context, Purpose purpose) {
        SubmitCall call = new SubmitCall(context, Correlation.current(), purpose);
        try {
            call.readManner();
            call.readAddress(knownFlows());
            call.readHead();
            submitting.checkReachable();
            if (call.isPost()) {
                bodies.read(call.request()).onComplete(body -> submit(call, body));
            } else {
                submitting.submit(call, call.readBody(new byte[0]), () -> {});
            }
        } catch (SubmissionRefused refused) {
            answers.refuse(call, refused);
        }
    }

    private FlowDirectory knownFlows() {
        return flows.known()
                .orElseThrow(() ->
                        new SubmissionRefused(
                                Refusal.SERVICE_UNAVAILABLE, "Service is starting, try again"));
    }

    private void submit(SubmitCall call, AsyncResult<byte[]> read) {
        if (read.succeeded()) {
            submit(call, read.result());
        } else if (read.cause() instanceof SubmissionRefused refused) {
            answers.refuse(call, refused);
        } else {
            LOG.debugf("caller gone cause=%s", read.cause().getClass().getSimpleName());
        }
    }

    private void submit(SubmitCall call, byte[] body) {
        try {
            submitting.submit(call, call.readBody(body), () -> bodies.release(body));
        } catch (SubmissionRefused refused) {
            bodies.release(body);
            answers.refuse(call, refused);
        } catch (RuntimeException unexpected) {
            bodies.release(body);
            call.fail(unexpected);
        }
    }
}
