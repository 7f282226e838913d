package io.waybill.feedback.imports.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.feedback.imports.FeedbackImport;
import io.waybill.feedback.imports.store.ImportReads;
import io.waybill.feedback.imports.store.ImportReads.Place;
import io.waybill.servicekit.auth.Caller;
import io.waybill.servicekit.auth.Managed;
import io.waybill.servicekit.paging.Cursor;
import io.waybill.servicekit.paging.Page;
import io.waybill.servicekit.problem.ProblemException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** How far imports have come, and what became of each row. */
@Path("/api/feedback/imports")
@Managed
@Tag(name = "Feedback imports")
final class ImportReadResource {

    private static final Instant AFTER_ALL = Instant.parse("9999-12-31T00:00:00Z");
    private static final UUID LAST = new UUID(-1, -1);
    private static final Set<String> OUTCOMES = Set.of("success", "failure", "error");

    private final ImportReads reads;
    private final Caller caller;

    ImportReadResource(ImportReads reads, Caller caller) {
        this.reads = reads;
        this.caller = caller;
    }

    @GET
    @RunOnVirtualThread
    @Operation(summary = "Imports, newest first")
    public Page<ImportView> list(
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor)
            throws SQLException {
        int most = Page.limit(limit);
        Cursor after = Cursor.parse(cursor, 2);
        List<FeedbackImport> found =
                reads.list(
                        caller.accountId(),
                        after == null ? AFTER_ALL : after.time(0),
                        after == null ? LAST : after.id(1),
                        most + 1);
        return Page.of(
                        found,
                        most,
                        last ->
                                Cursor.of(
                                        last.label().createdAt().toString(), last.id().toString()))
                .map(ImportView::of);
    }

    @GET
    @Path("/{id}")
    @RunOnVirtualThread
    @Operation(summary = "How far an import has come")
    public ImportView read(@PathParam("id") String id) throws SQLException {
        return ImportView.of(found(id));
    }

    @GET
    @Path("/{id}/parts")
    @RunOnVirtualThread
    @Operation(summary = "Which parts have come in, to go on after an interruption")
    public Page<Integer> parts(@PathParam("id") String id) throws SQLException {
        return new Page<>(reads.parts(found(id).id()), null);
    }

    @GET
    @Path("/{id}/rows")
    @RunOnVirtualThread
    @Operation(summary = "Rows in the order of the file, with what became of each")
    public Page<ImportView.Row> rows(
            @PathParam("id") String id,
            @QueryParam("outcome") @Nullable String outcome,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor)
            throws SQLException {
        if (outcome != null && !OUTCOMES.contains(outcome)) {
            throw ProblemException.invalid("outcome", "must be success, failure or error");
        }
        int most = Page.limit(limit);
        List<ImportReads.Result> found =
                reads.results(
                        found(id),
                        place(Cursor.parse(cursor, 2)),
                        Optional.ofNullable(outcome),
                        most + 1);
        return Page.of(
                        found,
                        most,
                        last ->
                                Cursor.of(
                                        Integer.toString(last.place().part()),
                                        Integer.toString(last.place().line())))
                .map(ImportView.Row::of);
    }

    private static Place place(@Nullable Cursor cursor) {
        if (cursor == null) {
            return Place.BEFORE_ALL;
        }
        try {
            return new Place(
                    Integer.parseInt(cursor.parts().get(0)),
                    Integer.parseInt(cursor.parts().get(1)));
        } catch (NumberFormatException notOurs) {
            throw ProblemException.invalid("cursor", "is not a cursor of this list");
        }
    }

    private FeedbackImport found(String id) throws SQLException {
        try {
            return reads.find(caller.accountId(), UUID.fromString(id))
                    .orElseThrow(() -> ProblemException.notFound("import"));
        } catch (IllegalArgumentException noId) {
            throw ProblemException.notFound("import");
        }
    }
}
