package io.waybill.feedback.imports.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.eventsourcing.TimeOrderedIds;
import io.waybill.feedback.FeedbackProblem;
import io.waybill.feedback.imports.FeedbackImport;
import io.waybill.feedback.imports.FeedbackImport.State;
import io.waybill.feedback.imports.store.ImportReads;
import io.waybill.feedback.imports.store.ImportWorker;
import io.waybill.feedback.imports.store.Imports;
import io.waybill.feedback.imports.store.NewImports;
import io.waybill.feedback.imports.store.NewImports.Made;
import io.waybill.feedback.imports.store.NewImports.Request;
import io.waybill.feedback.terms.FeedbackType;
import io.waybill.servicekit.auth.Caller;
import io.waybill.servicekit.auth.Managed;
import io.waybill.servicekit.problem.ProblemException;
import io.waybill.servicekit.tracing.Correlation;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * Makes imports of feedback. A call that is repeated within a day, by its {@code Idempotency-Key}
 * or, of a whole file, by its bytes, answers with the import of the first.
 */
@Path("/api/feedback/imports")
@Managed
@Tag(name = "Feedback imports")
final class NewImportResource {

    private static final String KEY = "Idempotency-Key";
    private static final int LONGEST_KEY = 255;
    private static final int MOST_OPEN = 20;
    private static final int LONGEST_NAME = 200;

    private final NewImports imports;
    private final ImportReads reads;
    private final ImportWorker worker;
    private final Caller caller;
    private final InstantSource clock;

    NewImportResource(
            NewImports imports,
            ImportReads reads,
            ImportWorker worker,
            Caller caller,
            InstantSource clock) {
        this.imports = imports;
        this.reads = reads;
        this.worker = worker;
        this.caller = caller;
        this.clock = clock;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    @Operation(summary = "Make an import; its rows come in parts")
    public RestResponse<ImportView> create(
            @HeaderParam(KEY) @Nullable String key, @Nullable Map<String, Object> body)
            throws SQLException {
        Map<String, Object> asked = body == null ? Map.of() : body;
        String name = text(asked, "name").orElse("Import");
        Optional<String> type = text(asked, "type").map(NewImportResource::type);
        byte[] digest =
                PartReader.digest((name + "\n" + type.orElse("")).getBytes(StandardCharsets.UTF_8));
        return made(name, type, new Request(key(key), digest, false), Optional.empty());
    }

    @POST
    @Consumes("text/csv")
    @RunOnVirtualThread
    @Operation(summary = "Import a file of one part at once")
    public RestResponse<ImportView> createWhole(@HeaderParam(KEY) @Nullable String key, byte[] body)
            throws SQLException {
        Imports.Part part = PartReader.read(1, body, Optional.empty());
        Request request = new Request(key(key), part.digest(), true);
        RestResponse<ImportView> made =
                made("Import", Optional.empty(), request, Optional.of(part));
        worker.wake();
        return made;
    }

    private RestResponse<ImportView> made(
            String name, Optional<String> type, Request request, Optional<Imports.Part> whole)
            throws SQLException {
        if (name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw ProblemException.invalid(
                    "name", "must be a line of up to " + LONGEST_NAME + " characters");
        }
        FeedbackImport asked =
                new FeedbackImport(
                        TimeOrderedIds.next(),
                        caller.accountId(),
                        Correlation.current(),
                        new FeedbackImport.Label(name, type, clock.instant()),
                        State.OPEN,
                        new FeedbackImport.Progress(0, 0, 0, 0, 0, Optional.empty()));
        return switch (imports.make(asked, request, whole, MOST_OPEN)) {
            case Made.There(UUID id) -> created(asked.accountId(), id);
            case Made.TooMany _ ->
                    throw new ProblemException(
                            FeedbackProblem.IMPORTS_TOO_MANY,
                            "An account has at most " + MOST_OPEN + " imports that are not done.");
            case Made.OtherContent _ ->
                    throw new ProblemException(
                            FeedbackProblem.KEY_REUSED,
                            "The idempotency key was used for another import.");
        };
    }

    private RestResponse<ImportView> created(UUID account, UUID id) throws SQLException {
        ImportView view =
                reads.find(account, id)
                        .map(ImportView::of)
                        .orElseThrow(() -> ProblemException.notFound("import"));
        return RestResponse.ResponseBuilder.create(RestResponse.Status.CREATED, view)
                .location(URI.create("/api/feedback/imports/" + id))
                .build();
    }

    private static Optional<String> key(@Nullable String key) {
        if (key != null && (key.isBlank() || key.length() > LONGEST_KEY)) {
            throw ProblemException.invalid(KEY, "must be a text of 1 to 255 characters");
        }
        return Optional.ofNullable(key);
    }

    private static String type(String text) {
        return FeedbackType.named(text)
                .map(FeedbackType::text)
                .orElseThrow(() ->
                        ProblemException.invalid("type", "is not the name of a feedback type"));
    }

    private static Optional<String> text(Map<String, Object> body, String field) {
        Object value = body.get(field);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof String text) {
            return Optional.of(text).map(String::strip).filter(line -> !line.isEmpty());
        }
        throw ProblemException.invalid(field, "must be a text");
    }
}
