package io.waybill.delivery.settling.http;

import io.smallrye.mutiny.Uni;
import io.waybill.delivery.settling.store.DeliveryReader;
import io.waybill.delivery.settling.store.DeliveryView;
import io.waybill.servicekit.auth.Caller;
import io.waybill.servicekit.auth.Managed;
import io.waybill.servicekit.paging.Page;
import io.waybill.servicekit.problem.ProblemException;
import io.waybill.servicekit.query.QueryValues;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What was delivered, and what came of it. */
@Managed
@Path("/api/deliveries")
@Produces(MediaType.APPLICATION_JSON)
public class DeliveryResource {

    private final DeliveryReader deliveries;
    private final Caller caller;

    @Inject
    DeliveryResource(DeliveryReader deliveries, Caller caller) {
        this.deliveries = deliveries;
        this.caller = caller;
    }

    /** The deliveries of one lead; none where the lead is not the caller's. */
    @GET
    public Uni<Page<DeliveryView>> ofLead(
            @QueryParam("lead_id") @Nullable String leadId,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return deliveries.ofLead(caller.accountId(), leadId(leadId), Page.limit(limit), cursor);
    }

    /** One delivery with its attempts. */
    @GET
    @Path("{eventId}")
    public Uni<DeliveryView.Detail> one(@PathParam("eventId") String eventId) {
        return deliveries
                .one(caller.accountId(), eventId(eventId))
                .map(found -> found.orElseThrow(() -> ProblemException.notFound("delivery")));
    }

    private static UUID leadId(@Nullable String text) {
        UUID id = QueryValues.id("lead_id", text);
        if (id == null) {
            throw ProblemException.invalid("lead_id", "is required");
        }
        return id;
    }

    private static UUID eventId(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException malformed) {
            throw ProblemException.notFound("delivery");
        }
    }
}
