package io.waybill.reporting.export.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.reporting.export.store.LeadExport;
import io.waybill.reporting.lead.LeadFilter;
import io.waybill.reporting.lead.http.LeadQuery;
import io.waybill.servicekit.auth.Caller;
import io.waybill.servicekit.auth.Managed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.UUID;

/** The account's leads as CSV, streamed; test leads only when asked for. */
@Path("/api/exports")
@Managed
final class ExportResource {

    private final LeadExport export;
    private final Caller caller;

    ExportResource(LeadExport export, Caller caller) {
        this.export = export;
        this.caller = caller;
    }

    @GET
    @Path("leads.csv")
    @Produces("text/csv;charset=UTF-8")
    @RunOnVirtualThread
    public Response leads(@BeanParam LeadQuery query) {
        UUID account = caller.accountId();
        LeadFilter filter = query.filter(false);
        StreamingOutput body =
                out -> {
                    Writer writer =
                            new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
                    write(account, filter, writer);
                    writer.flush();
                };
        return Response.ok(body)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"leads.csv\"")
                .build();
    }

    private void write(UUID account, LeadFilter filter, Writer writer) throws IOException {
        try {
            export.write(account, filter, writer);
        } catch (SQLException e) {
            throw new IOException("The export was broken off.", e);
        }
    }
}
