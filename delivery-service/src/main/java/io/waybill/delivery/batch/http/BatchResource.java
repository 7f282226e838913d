package io.waybill.delivery.batch.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.delivery.DeliveryProblem;
import io.waybill.delivery.batch.BatchView;
import io.waybill.delivery.batch.store.BatchReader;
import io.waybill.delivery.destination.Destinations;
import io.waybill.servicekit.auth.Caller;
import io.waybill.servicekit.auth.Managed;
import io.waybill.servicekit.paging.Cursor;
import io.waybill.servicekit.paging.Page;
import io.waybill.servicekit.problem.ProblemException;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The batches of a destination, what waits for the next one, and sending again. */
@Managed
@Path("/api/destinations/{destination}/batches")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class BatchResource {

    /** In place of a batch's id. */
    private static final String PENDING = "pending";

    private final BatchReader batches;
    private final Destinations destinations;
    private final Caller caller;
    private final InstantSource clock;

    @Inject
    BatchResource(
            BatchReader batches, Destinations destinations, Caller caller, InstantSource clock) {
        this.batches = batches;
        this.destinations = destinations;
        this.caller = caller;
        this.clock = clock;
    }

    /**
     * What to send again.
     *
     * @param rows failed (where nothing is said): those that the receiver did not take; all: also
     *     those that it took
     */
    public record Resend(@Nullable String rows) {}

    /**
     * How many rows wait, and the batches, the newest first.
     *
     * @param before shows those of lower numbers only
     */
    @GET
    public BatchView.Overview all(
            @PathParam("destination") String destination,
            @QueryParam("before") @Nullable Long before,
            @QueryParam("limit") @Nullable Integer limit)
            throws SQLException {
        return batches.of(
                caller.accountId(),
                destination(destination),
                before == null ? Long.MAX_VALUE : before,
                Page.limit(limit));
    }

    @GET
    @Path("{batch}")
    public BatchView one(
            @PathParam("destination") String destination, @PathParam("batch") String batch)
            throws SQLException {
        return batches.one(caller.accountId(), destination(destination), id(batch, "batch"))
                .orElseThrow(() -> ProblemException.notFound("batch"));
    }

    /** The rows of a batch, or under {@code pending} those that wait for the next one. */
    @GET
    @Path("{batch}/rows")
    public Page<BatchView.Row> rows(
            @PathParam("destination") String destination,
            @PathParam("batch") String batch,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor)
            throws SQLException {
        Cursor after = Cursor.parse(cursor, 1);
        int most = Page.limit(limit);
        List<BatchView.Row> rows =
                batches.rows(
                        caller.accountId(),
                        destination(destination),
                        batch.equals(PENDING) ? null : one(destination, batch).id(),
                        after == null ? null : after.id(0),
                        most + 1);
        return Page.of(rows, most, row -> Cursor.of(row.eventId().toString()));
    }

    /** Sends what did not go, or all of it, again; under the same Event IDs. */
    @POST
    @Path("{batch}/resend")
    @Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
    public Response resend(
            @PathParam("destination") String destination,
            @PathParam("batch") String batch,
            @Nullable Resend wanted)
            throws SQLException {
        String rows = wanted == null || wanted.rows() == null ? "failed" : wanted.rows();
        if (!List.of("failed", "all").contains(rows)) {
            throw ProblemException.invalid("rows", "must be failed or all");
        }
        BatchView found = one(destination, batch);
        boolean again =
                batches.resend(
                        caller.accountId(),
                        destination(destination),
                        found.id(),
                        rows.equals("all"),
                        clock.instant());
        if (!again) {
            throw new ProblemException(
                    DeliveryProblem.BATCH_OPEN,
                    "The batch is on its way; try again when it has ended.");
        }
        return Response.accepted(one(destination, batch)).build();
    }

    /** One that was deleted may have batches to look at still. */
    private UUID destination(String text) throws SQLException {
        UUID id = id(text, "destination");
        if (destinations.find(caller.accountId(), id).isEmpty() && !hasBatches(id)) {
            throw ProblemException.notFound("destination");
        }
        return id;
    }

    private boolean hasBatches(UUID destination) throws SQLException {
        BatchView.Overview kept = batches.of(caller.accountId(), destination, Long.MAX_VALUE, 1);
        return kept.pending() > 0 || !kept.items().isEmpty();
    }

    private static UUID id(String text, String what) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException malformed) {
            throw ProblemException.notFound(what);
        }
    }
}
