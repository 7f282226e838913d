package io.waybill.feedback.imports.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.feedback.FeedbackProblem;
import io.waybill.feedback.imports.FeedbackImport;
import io.waybill.feedback.imports.FeedbackImport.State;
import io.waybill.feedback.imports.store.ImportReads;
import io.waybill.feedback.imports.store.ImportWorker;
import io.waybill.feedback.imports.store.Imports;
import io.waybill.servicekit.auth.Caller;
import io.waybill.servicekit.auth.Managed;
import io.waybill.servicekit.problem.ProblemException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * Files of feedback: once an import is made, its parts are put, and it is started. Each part is CSV
 * with its own header, and may be put again.
 */
@Path("/api/feedback/imports")
@Managed
@Tag(name = "Feedback imports")
final class ImportResource {

    private static final int MOST_PARTS = 10_000;

    private final Imports imports;
    private final ImportReads reads;
    private final ImportWorker worker;
    private final Caller caller;

    ImportResource(Imports imports, ImportReads reads, ImportWorker worker, Caller caller) {
        this.imports = imports;
        this.reads = reads;
        this.worker = worker;
        this.caller = caller;
    }

    @PUT
    @Path("/{id}/parts/{part}")
    @Consumes("text/csv")
    @RunOnVirtualThread
    @Operation(summary = "Put a part, numbered from 1; the same part again changes nothing")
    public ImportView put(@PathParam("id") String id, @PathParam("part") int number, byte[] body)
            throws SQLException {
        UUID account = caller.accountId();
        FeedbackImport found = found(account, id);
        if (number < 1 || number > MOST_PARTS) {
            throw ProblemException.invalid("part", "must be 1 to " + MOST_PARTS);
        }
        Imports.Part part = PartReader.read(number, body, found.label().type());
        return switch (imports.take(account, found.id(), part)) {
            case TAKEN, KNOWN -> ImportView.of(found(account, id));
            case UNKNOWN -> throw ProblemException.notFound("import");
            case CLOSED ->
                    throw new ProblemException(
                            FeedbackProblem.IMPORT_CLOSED,
                            "The import was started and takes no more parts.");
            case CHANGED ->
                    throw new ProblemException(
                            FeedbackProblem.IMPORT_PART_CHANGED,
                            "There is another part of this number.");
        };
    }

    @POST
    @Path("/{id}/start")
    @RunOnVirtualThread
    @Operation(summary = "Begin, or go on after it was held")
    public ImportView start(@PathParam("id") String id) throws SQLException {
        return moved(id, List.of(State.OPEN, State.HELD), State.RUNNING);
    }

    @POST
    @Path("/{id}/hold")
    @RunOnVirtualThread
    @Operation(summary = "Hold it; rows that are done stay done")
    public ImportView hold(@PathParam("id") String id) throws SQLException {
        return moved(id, List.of(State.RUNNING), State.HELD);
    }

    /** Asking twice is no mistake. */
    private ImportView moved(String id, List<State> from, State to) throws SQLException {
        UUID account = caller.accountId();
        FeedbackImport found = found(account, id);
        if (!imports.move(account, found.id(), from, to) && found(account, id).state() != to) {
            throw new ProblemException(
                    FeedbackProblem.IMPORT_CLOSED,
                    "The import is " + Imports.word(found.state()) + ".");
        }
        worker.wake();
        return ImportView.of(found(account, id));
    }

    private FeedbackImport found(UUID account, String id) throws SQLException {
        try {
            return reads.find(account, UUID.fromString(id))
                    .orElseThrow(() -> ProblemException.notFound("import"));
        } catch (IllegalArgumentException noId) {
            throw ProblemException.notFound("import");
        }
    }
}
