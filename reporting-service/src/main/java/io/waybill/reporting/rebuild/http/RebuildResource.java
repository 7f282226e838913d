package io.waybill.reporting.rebuild.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.reporting.ReportingProblem;
import io.waybill.reporting.rebuild.Rebuild;
import io.waybill.reporting.rebuild.kafka.Rebuilds;
import io.waybill.servicekit.auth.OperatorKey;
import io.waybill.servicekit.problem.ProblemException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rebuilds the tables of all accounts from the topics, beside the live ones. */
@Path("/api/rebuilds")
final class RebuildResource {

    private final Rebuilds rebuilds;
    private final OperatorKey operator;

    RebuildResource(Rebuilds rebuilds, OperatorKey operator) {
        this.rebuilds = rebuilds;
        this.operator = operator;
    }

    @POST
    @RunOnVirtualThread
    public Response start(@HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization)
            throws SQLException {
        operator.demand(
                authorization,
                ReportingProblem.OPERATOR_KEY_WRONG,
                ReportingProblem.OPERATOR_KEY_MISSING);
        UUID id =
                rebuilds.start()
                        .orElseThrow(() ->
                                new ProblemException(
                                        ReportingProblem.REBUILD_RUNNING,
                                        "A rebuild is running; wait for its end."));
        return Response.accepted(find(id)).location(URI.create("/api/rebuilds/" + id)).build();
    }

    @GET
    @Path("{id}")
    @RunOnVirtualThread
    public Rebuild get(
            @PathParam("id") UUID id,
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization)
            throws SQLException {
        operator.demand(
                authorization,
                ReportingProblem.OPERATOR_KEY_WRONG,
                ReportingProblem.OPERATOR_KEY_MISSING);
        return find(id);
    }

    private Rebuild find(UUID id) throws SQLException {
        return rebuilds.find(id).orElseThrow(() -> ProblemException.notFound("rebuild"));
    }
}
