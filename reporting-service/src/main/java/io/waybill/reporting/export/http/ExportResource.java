package io.waybill.reporting.export.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.waybill.reporting.ReportingProblem;
import io.waybill.reporting.export.ExportTurns;
import io.waybill.reporting.export.store.LeadExport;
import io.waybill.reporting.lead.LeadFilter;
import io.waybill.reporting.lead.http.LeadQuery;
import io.waybill.servicekit.auth.Caller;
import io.waybill.servicekit.auth.Managed;
import io.waybill.servicekit.problem.ProblemException;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** The account's leads as CSV, streamed; test leads only when asked for. */
@Path("/api/exports")
@Managed
final class ExportResource {

    private static final Logger LOG = Logger.getLogger(ExportResource.class);
    private static final Duration COME_BACK = Duration.ofSeconds(30);

    private final LeadExport export;
    private final ExportTurns turns;
    private final Caller caller;
    private final Vertx vertx;
    private final Duration patience;

    /**
     * @param patience how long a reader may take nothing
     */
    ExportResource(
            LeadExport export,
            ExportTurns turns,
            Caller caller,
            Vertx vertx,
            @ConfigProperty(name = "waybill.export.patience", defaultValue = "30s")
                    Duration patience) {
        this.export = export;
        this.turns = turns;
        this.caller = caller;
        this.vertx = vertx;
        this.patience = patience;
    }

    @GET
    @Path("leads.csv")
    @Produces("text/csv;charset=UTF-8")
    @RunOnVirtualThread
    public Response leads(@BeanParam LeadQuery query, @Context HttpServerResponse response) {
        UUID account = caller.accountId();
        LeadFilter filter = query.filter(false);
        // The turn is taken when the body is written, which it is not for HEAD.
        StreamingOutput body =
                out -> {
                    try (ExportTurns.Turn _ = turns.take(account).orElseThrow(this::busy)) {
                        write(account, filter, new PatientOutput(out, vertx, response, patience));
                    } catch (IOException e) {
                        if (!response.closed()) {
                            throw e;
                        }
                        LOG.infof("the reader of an export is gone account=%s", account);
                    }
                };
        return Response.ok(body)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"leads.csv\"")
                .build();
    }

    private void write(UUID account, LeadFilter filter, OutputStream out) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        try {
            export.write(account, filter, writer);
        } catch (SQLException e) {
            throw new IOException("The export was broken off.", e);
        }
        writer.flush();
    }

    private ProblemException busy() {
        return new ProblemException(
                        ReportingProblem.EXPORTS_BUSY, "Too many exports run; try again soon.")
                .retryAfter(COME_BACK);
    }
}
