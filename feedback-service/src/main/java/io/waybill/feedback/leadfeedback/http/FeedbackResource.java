package io.waybill.feedback.leadfeedback.http;

import io.smallrye.mutiny.Uni;
import io.waybill.feedback.leadfeedback.desk.FeedbackDesk;
import io.waybill.feedback.leadfeedback.store.Call;
import io.waybill.feedback.leadfeedback.store.Recorded;
import io.waybill.servicekit.problem.Outage;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameters;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;

/**
 * {@code POST|GET /feedback?event_id=…}: whoever holds the event id may say what became of the
 * lead. Fields of the query win over those of the body. Every handled call answers 201, taken or
 * not.
 */
@Path("/feedback")
@Tag(name = "Feedback")
final class FeedbackResource {

    private static final Logger LOG = Logger.getLogger(FeedbackResource.class);
    private static final String RETRY_SECONDS = "2";
    private static final String SOON_SECONDS = "1";
    private static final int EVENT_ID_VERSION = 8;

    private final FeedbackDesk desk;
    private final BurstLimit limit;
    private final InstantSource clock;

    FeedbackResource(FeedbackDesk desk, BurstLimit limit, InstantSource clock) {
        this.desk = desk;
        this.limit = limit;
        this.clock = clock;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Say what became of a delivered lead", description = "Form, JSON or XML.")
    @Parameters({
        @Parameter(name = "event_id", in = ParameterIn.QUERY, required = true),
        @Parameter(
                name = "type",
                in = ParameterIn.QUERY,
                description = "return, conversion, or a type of the flow"),
        @Parameter(name = "reason", in = ParameterIn.QUERY)
    })
    @APIResponse(
            responseCode = "201",
            description = "Handled; the outcome says whether it was taken")
    @APIResponse(responseCode = "400", description = "No event id, or a body that cannot be read")
    @APIResponse(responseCode = "401", description = "The step asks for a key or a signature")
    @APIResponse(responseCode = "404", description = "No delivery has this event id")
    @APIResponse(
            responseCode = "422",
            description = "The idempotency key was used for another feedback")
    @APIResponse(responseCode = "429", description = "Too fast for one event; see Retry-After")
    @APIResponse(responseCode = "503", description = "Try again after the seconds in Retry-After")
    public Uni<Response> post(byte[] body, @Context HttpHeaders headers, @Context UriInfo uri) {
        return handle(body, headers, uri);
    }

    @GET
    @Operation(summary = "Say what became of a delivered lead, all in the query")
    @Parameters({
        @Parameter(name = "event_id", in = ParameterIn.QUERY, required = true),
        @Parameter(
                name = "type",
                in = ParameterIn.QUERY,
                description = "return, conversion, or a type of the flow"),
        @Parameter(name = "reason", in = ParameterIn.QUERY)
    })
    @APIResponse(
            responseCode = "201",
            description = "Handled; the outcome says whether it was taken")
    public Uni<Response> get(@Context HttpHeaders headers, @Context UriInfo uri) {
        return handle(new byte[0], headers, uri);
    }

    @HEAD
    @Operation(hidden = true)
    public Response head(@Context Request request) {
        return otherMethod(request);
    }

    @PUT
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response put(@Context Request request) {
        return otherMethod(request);
    }

    @PATCH
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response patch(@Context Request request) {
        return otherMethod(request);
    }

    @DELETE
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response delete(@Context Request request) {
        return otherMethod(request);
    }

    private static Response otherMethod(Request request) {
        return Response.status(405)
                .header(HttpHeaders.ALLOW, "GET, POST")
                .type(MediaType.TEXT_PLAIN)
                .entity("The " + request.getMethod() + " method is not allowed")
                .build();
    }

    private Uni<Response> handle(byte[] body, HttpHeaders headers, UriInfo uri) {
        try {
            ReplyFormat format =
                    ReplyFormat.of(headers.getHeaderString(HttpHeaders.ACCEPT))
                            .orElseThrow(() ->
                                    new PlainRefusal(
                                            406, "Use application/json or application/xml"));
            Fields sent =
                    FeedbackBody.read(headers.getHeaderString(HttpHeaders.CONTENT_TYPE), body);
            Fields query = query(uri);
            Fields fields = sent.under(query);
            String eventId =
                    fields.get("event_id")
                            .orElseThrow(() -> new PlainRefusal(400, "event_id is required"));
            return eventId(eventId)
                    .map(id -> CallReader.read(id, fields, body, headers, clock.instant()))
                    .map(call -> record(query.adds(sent) ? call.unsigned() : call, format))
                    .orElseGet(() -> Uni.createFrom().item(unknown(format)));
        } catch (PlainRefusal refusal) {
            return Uni.createFrom()
                    .item(
                            Response.status(refusal.status())
                                    .type(MediaType.TEXT_PLAIN)
                                    .entity(refusal.text())
                                    .build());
        }
    }

    private Uni<Response> record(Call call, ReplyFormat format) {
        if (!limit.allows(call.eventId())) {
            return Uni.createFrom()
                    .item(
                            reply(429, new FeedbackReply.Message("Too many feedbacks"), format)
                                    .header(HttpHeaders.RETRY_AFTER, SOON_SECONDS)
                                    .build());
        }
        return desk.give(call)
                .map(recorded -> answer(recorded, format))
                .onFailure(FeedbackResource::mayPass)
                .recoverWithItem(failure -> unavailable(failure, format));
    }

    private static Response answer(Recorded recorded, ReplyFormat format) {
        return switch (recorded) {
            case Recorded.Committed done ->
                    reply(
                                    201,
                                    new FeedbackReply.Handled(
                                            done.outcome().name().toLowerCase(Locale.ROOT),
                                            done.reason(),
                                            done.leadId()),
                                    format)
                            .build();
            case Recorded.UnknownEvent _ -> unknown(format);
            case Recorded.AccessDenied _ ->
                    reply(
                                    401,
                                    new FeedbackReply.Message(
                                            "A valid key or signature is required"),
                                    format)
                            .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                            .build();
            case Recorded.OtherContent _ ->
                    reply(
                                    422,
                                    new FeedbackReply.Message(
                                            "The idempotency key was used for another feedback"),
                                    format)
                            .build();
            case Recorded.NotYetKnown _, Recorded.LeadNeeded _ -> tryAgain(format);
        };
    }

    /** An outage, or more feedbacks on one event at one moment than tries. */
    private static boolean mayPass(Throwable failure) {
        return Outage.isBehind(failure) || FeedbackDesk.isContended(failure);
    }

    private static Response unavailable(Throwable failure, ReplyFormat format) {
        LOG.warnf("feedback not recorded cause=%s", failure.getClass().getName());
        return tryAgain(format);
    }

    private static Response tryAgain(ReplyFormat format) {
        return reply(
                        503,
                        new FeedbackReply.Message("Feedback cannot be recorded right now"),
                        format)
                .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
                .build();
    }

    private static Response unknown(ReplyFormat format) {
        return reply(404, new FeedbackReply.Message("There is no such event"), format).build();
    }

    private static Response.ResponseBuilder reply(
            int status, FeedbackReply reply, ReplyFormat format) {
        return Response.status(status).type(format.mediaType()).entity(reply.in(format));
    }

    private static Fields query(UriInfo uri) {
        Fields fields = new Fields();
        uri.getQueryParameters()
                .forEach((name, values) -> values.forEach(value -> fields.add(name, value)));
        return fields;
    }

    /** What is no id of ours is answered without asking the database. */
    private static Optional<UUID> eventId(String text) {
        try {
            UUID id = UUID.fromString(text);
            return id.version() == EVENT_ID_VERSION ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
