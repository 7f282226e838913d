package io.waybill.reporting.lead.http;

import io.waybill.reporting.lead.LeadFilter;
import io.waybill.servicekit.query.QueryValues;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The query parameters that choose leads; the export and the reports take the same. */
public final class LeadQuery {

    private static final List<String> OUTCOMES = List.of("success", "failure", "error", "pending");

    @QueryParam("flow")
    @Nullable String flow;

    @QueryParam("source")
    @Nullable String source;

    @QueryParam("outcome")
    @Nullable String outcome;

    @QueryParam("state")
    @Nullable String state;

    @QueryParam("from")
    @Nullable String from;

    @QueryParam("to")
    @Nullable String to;

    @QueryParam("tests")
    @Nullable Boolean tests;

    /**
     * The filter that is meant.
     *
     * @param testsByDefault whether test leads are among the leads when the caller does not say
     */
    public LeadFilter filter(boolean testsByDefault) {
        return new LeadFilter(
                QueryValues.id("flow", flow),
                QueryValues.id("source", source),
                QueryValues.word("outcome", outcome, OUTCOMES),
                state,
                QueryValues.time("from", from),
                QueryValues.time("to", to),
                tests == null ? testsByDefault : tests);
    }
}
