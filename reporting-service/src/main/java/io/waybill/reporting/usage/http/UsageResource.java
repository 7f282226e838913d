package io.waybill.reporting.usage.http;

import io.smallrye.mutiny.Uni;
import io.waybill.reporting.usage.FeedbackUsage;
import io.waybill.reporting.usage.store.UsageStore;
import io.waybill.servicekit.auth.Caller;
import io.waybill.servicekit.auth.Managed;
import io.waybill.servicekit.query.QueryValues;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** What the account has used in a time. */
@Path("/api/usage")
@Managed
final class UsageResource {

    private final UsageStore store;
    private final Caller caller;

    UsageResource(UsageStore store, Caller caller) {
        this.store = store;
        this.caller = caller;
    }

    /** Feedback in and out from a moment up to, and without, another; null: no bound. */
    record Usage(@Nullable Instant from, @Nullable Instant to, FeedbackUsage feedback) {}

    @GET
    @Operation(summary = "Feedback received and sent, by when it happened")
    public Uni<Usage> read(
            @QueryParam("from") @Nullable String from, @QueryParam("to") @Nullable String to) {
        Instant begin = QueryValues.time("from", from);
        Instant end = QueryValues.time("to", to);
        return store.feedback(caller.accountId(), begin, end)
                .map(feedback -> new Usage(begin, end, feedback));
    }
}
