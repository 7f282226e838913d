package io.waybill.reporting.lead.http;

import io.smallrye.mutiny.Uni;
import io.waybill.reporting.lead.LeadDetail;
import io.waybill.reporting.lead.LeadView;
import io.waybill.reporting.lead.store.LeadStore;
import io.waybill.servicekit.auth.Caller;
import io.waybill.servicekit.auth.Managed;
import io.waybill.servicekit.paging.Cursor;
import io.waybill.servicekit.paging.Page;
import io.waybill.servicekit.problem.ProblemException;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The account's leads, newest first, and one lead with its timeline. */
@Path("/api/leads")
@Managed
final class LeadResource {

    private static final int CURSOR_PARTS = 2;

    private final LeadStore leads;
    private final Caller caller;

    LeadResource(LeadStore leads, Caller caller) {
        this.leads = leads;
        this.caller = caller;
    }

    @GET
    public Uni<Page<LeadView>> list(
            @BeanParam LeadQuery query,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return leads.list(
                caller.accountId(),
                query.filter(true),
                Page.limit(limit),
                Cursor.parse(cursor, CURSOR_PARTS));
    }

    @GET
    @Path("{leadId}")
    public Uni<LeadDetail> get(@PathParam("leadId") UUID leadId) {
        return leads.detail(caller.accountId(), leadId)
                .map(found -> found.orElseThrow(() -> ProblemException.notFound("lead")));
    }
}
