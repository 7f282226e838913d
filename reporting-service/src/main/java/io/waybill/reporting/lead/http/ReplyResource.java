package io.waybill.reporting.lead.http;

import io.smallrye.mutiny.Uni;
import io.waybill.reporting.lead.Reply;
import io.waybill.reporting.lead.store.LeadStore;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * The reply to a submission once more, in the shape that the submission had. Whoever knows the
 * three ids is the source: they are as hard to guess as the address that it submits to.
 */
@Path("/flows/{flowId}/sources/{sourceId}/leads/{leadId}")
final class ReplyResource {

    private static final String UNKNOWN = "Lead not found";

    private final LeadStore leads;

    ReplyResource(LeadStore leads) {
        this.leads = leads;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<Response> json(
            @PathParam("flowId") String flowId,
            @PathParam("sourceId") String sourceId,
            @PathParam("leadId") String leadId) {
        return find(flowId, sourceId, leadId)
                .map(found -> respond(found, ReplyText::json, ReplyText.jsonMessage(UNKNOWN)));
    }

    @GET
    @Produces({"application/xml;qs=0.5", "text/xml;qs=0.4"})
    public Uni<Response> xml(
            @PathParam("flowId") String flowId,
            @PathParam("sourceId") String sourceId,
            @PathParam("leadId") String leadId) {
        return find(flowId, sourceId, leadId)
                .map(found -> respond(found, ReplyText::xml, ReplyText.xmlMessage(UNKNOWN)));
    }

    private Uni<Optional<Reply>> find(String flowId, String sourceId, String leadId) {
        try {
            return leads.reply(
                    UUID.fromString(flowId), UUID.fromString(sourceId), UUID.fromString(leadId));
        } catch (IllegalArgumentException e) {
            return Uni.createFrom().item(Optional.empty());
        }
    }

    private static Response respond(
            Optional<Reply> found, Function<Reply, String> text, String unknown) {
        return found.map(reply ->
                        Response.status(reply.pending() ? Status.ACCEPTED : Status.OK)
                                .entity(text.apply(reply))
                                .build())
                .orElseGet(() -> Response.status(Status.NOT_FOUND).entity(unknown).build());
    }
}
