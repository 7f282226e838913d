package io.waybill.reporting.report.http;

import io.smallrye.mutiny.Uni;
import io.waybill.reporting.lead.LeadFilter;
import io.waybill.reporting.lead.http.LeadQuery;
import io.waybill.reporting.report.OutcomeReport;
import io.waybill.reporting.report.OutcomeReport.By;
import io.waybill.reporting.report.store.ReportStore;
import io.waybill.servicekit.auth.Account;
import io.waybill.servicekit.auth.AccountDirectory;
import io.waybill.servicekit.auth.Caller;
import io.waybill.servicekit.auth.Managed;
import io.waybill.servicekit.problem.ProblemException;
import io.waybill.servicekit.query.QueryValues;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Counts and money by source, recipient or hour; test leads only when asked for. */
@Path("/api/reports")
@Managed
final class ReportResource {

    private final ReportStore reports;
    private final AccountDirectory accounts;
    private final Caller caller;

    ReportResource(ReportStore reports, AccountDirectory accounts, Caller caller) {
        this.reports = reports;
        this.accounts = accounts;
        this.caller = caller;
    }

    @GET
    @Path("outcomes")
    public Uni<OutcomeReport> outcomes(
            @QueryParam("by") @Nullable String by,
            @QueryParam("zone") @Nullable String zone,
            @BeanParam LeadQuery query) {
        By grouping = by(by);
        LeadFilter filter = query.filter(false);
        Account account =
                accounts.account(caller.accountId())
                        .orElseThrow(() -> ProblemException.notFound("account"));
        ZoneId hours = QueryValues.zone("zone", zone, account.zone());
        return reports.outcomes(account.id(), grouping, hours, filter)
                .map(rows ->
                        new OutcomeReport(
                                grouping.text(),
                                hours.getId(),
                                filter.from(),
                                filter.to(),
                                filter.tests(),
                                account.currency(),
                                rows));
    }

    private static By by(@Nullable String text) {
        return By.of(text == null ? "source" : text)
                .orElseThrow(() ->
                        ProblemException.invalid(
                                "by", "must be one of " + String.join(", ", By.names())));
    }
}
