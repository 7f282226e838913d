package io.waybill.feedback.leadfeedback.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.smallrye.mutiny.Uni;
import io.waybill.eventsourcing.RecordIds;
import io.waybill.eventsourcing.TimeOrderedIds;
import io.waybill.feedback.FeedbackProblem;
import io.waybill.feedback.leadfeedback.GiveFeedback;
import io.waybill.feedback.leadfeedback.GiveFeedback.Reason;
import io.waybill.feedback.leadfeedback.GiveFeedback.Values;
import io.waybill.feedback.leadfeedback.desk.FeedbackDesk;
import io.waybill.feedback.leadfeedback.store.Call;
import io.waybill.feedback.leadfeedback.store.Proof;
import io.waybill.feedback.leadfeedback.store.Recorded;
import io.waybill.feedback.terms.FeedbackType;
import io.waybill.servicekit.auth.Caller;
import io.waybill.servicekit.auth.Managed;
import io.waybill.servicekit.problem.ProblemException;
import io.waybill.servicekit.problem.RequestProblem;
import io.waybill.servicekit.tracing.Correlation;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Feedback of somebody who has signed in, as from the console: seller or buyer of the delivery. */
@Path("/api/feedback")
@Managed
@Tag(name = "Feedback")
final class ManagedFeedbackResource {

    private static final Duration COME_BACK = Duration.ofSeconds(2);
    private static final int LONGEST_KEY = 255;

    private final FeedbackDesk desk;
    private final Caller caller;
    private final InstantSource clock;

    ManagedFeedbackResource(FeedbackDesk desk, Caller caller, InstantSource clock) {
        this.desk = desk;
        this.caller = caller;
        this.clock = clock;
    }

    /**
     * What is said of a delivered lead.
     *
     * @param values of the type, by name
     */
    @JsonNaming(SnakeCaseStrategy.class)
    record Said(
            @Nullable UUID eventId,
            @Nullable String type,
            @Nullable String reason,
            @Nullable Map<String, String> values) {}

    /**
     * What became of it.
     *
     * @param outcome success, failure or error
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Answer(UUID feedbackId, String outcome, @Nullable String reason, UUID leadId) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Say what became of a delivered lead, as seller or buyer of it")
    public Uni<RestResponse<Answer>> give(
            @HeaderParam("Idempotency-Key") @Nullable String key, @Nullable Said said) {
        UUID account = caller.accountId();
        if (said == null || said.eventId() == null) {
            throw ProblemException.invalid("event_id", "is required");
        }
        if (key != null && (key.isBlank() || key.length() > LONGEST_KEY)) {
            throw ProblemException.invalid(
                    "Idempotency-Key", "must be a text of 1 to 255 characters");
        }
        UUID eventId = said.eventId();
        GiveFeedback given =
                new GiveFeedback(
                        key == null
                                ? TimeOrderedIds.next()
                                : RecordIds.derived(eventId, "idempotency-key " + key),
                        Optional.ofNullable(said.type()).flatMap(FeedbackType::named),
                        text(said.reason()).map(Reason::new),
                        new Values(texts(said.values())),
                        clock.instant());
        Call call =
                new Call(
                        eventId,
                        given,
                        Proof.NONE,
                        Optional.empty(),
                        new Call.Origin(
                                Correlation.current(), key != null, 0, Optional.of(account)));
        return desk.give(call).map(ManagedFeedbackResource::answer);
    }

    private static RestResponse<Answer> answer(Recorded recorded) {
        return switch (recorded) {
            case Recorded.Committed done ->
                    RestResponse.status(
                            RestResponse.Status.CREATED,
                            new Answer(
                                    done.feedbackId(),
                                    done.outcome().name().toLowerCase(Locale.ROOT),
                                    done.reason().orElse(null),
                                    done.leadId()));
            case Recorded.UnknownEvent _, Recorded.AccessDenied _ ->
                    throw ProblemException.notFound("event");
            case Recorded.OtherContent _ ->
                    throw new ProblemException(
                            FeedbackProblem.KEY_REUSED,
                            "The idempotency key was used for another feedback.");
            case Recorded.NotYetKnown _, Recorded.LeadNeeded _ ->
                    throw new ProblemException(
                                    RequestProblem.UNAVAILABLE,
                                    "Feedback cannot be recorded right now.")
                            .retryAfter(COME_BACK);
        };
    }

    private static Map<String, String> texts(@Nullable Map<String, String> values) {
        Map<String, String> texts = new HashMap<>();
        if (values != null) {
            values.forEach((name, value) ->
                    text(value).ifPresent(text -> texts.put(name.toLowerCase(Locale.ROOT), text)));
        }
        return texts;
    }

    private static Optional<String> text(@Nullable String text) {
        return Optional.ofNullable(text).map(String::strip).filter(line -> !line.isEmpty());
    }
}
