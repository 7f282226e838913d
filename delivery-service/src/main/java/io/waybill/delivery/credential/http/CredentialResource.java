package io.waybill.delivery.credential.http;

import static io.waybill.delivery.destination.store.DefinitionKind.CREDENTIAL;

import io.smallrye.mutiny.Uni;
import io.waybill.delivery.DeliveryProblem;
import io.waybill.delivery.credential.CredentialForm;
import io.waybill.delivery.credential.WebhookSecret;
import io.waybill.delivery.credential.store.CredentialCommands;
import io.waybill.delivery.credential.store.StoredCredentials;
import io.waybill.delivery.destination.FieldFlaw;
import io.waybill.delivery.destination.http.DefinitionCaller;
import io.waybill.delivery.destination.http.DefinitionPages;
import io.waybill.delivery.destination.http.DefinitionProblems;
import io.waybill.delivery.destination.kafka.FlowReferences;
import io.waybill.delivery.destination.store.DefinitionOwner;
import io.waybill.delivery.destination.store.DefinitionReads;
import io.waybill.delivery.destination.store.DefinitionRefused;
import io.waybill.delivery.destination.store.DefinitionView;
import io.waybill.delivery.destination.store.HistoryEntry;
import io.waybill.servicekit.auth.Managed;
import io.waybill.servicekit.paging.Page;
import io.waybill.servicekit.problem.ProblemException;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Credentials: stored, named, changed, deleted; what they hold is never shown again. */
@Managed
@Path("/api/credentials")
@Produces(MediaType.APPLICATION_JSON)
public class CredentialResource {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final CredentialCommands commands;
    private final DefinitionReads reads;
    private final FlowReferences flows;
    private final DefinitionCaller caller;
    private final InstantSource clock;

    @Inject
    CredentialResource(
            CredentialCommands commands,
            DefinitionReads reads,
            FlowReferences flows,
            DefinitionCaller caller,
            InstantSource clock) {
        this.commands = commands;
        this.reads = reads;
        this.flows = flows;
        this.caller = caller;
        this.clock = clock;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Store a credential; a signing secret that is not given is made")
    public Uni<RestResponse<CredentialAnswer>> create(@Nullable Map<String, Object> body) {
        DefinitionOwner owner = caller.owner();
        CredentialForm.Given given = given(body);
        return orProblem(commands.create(owner, given))
                .map(view -> answer(view, given.made().orElse(null)))
                .map(answer ->
                        RestResponse.ResponseBuilder.create(RestResponse.Status.CREATED, answer)
                                .header(HttpHeaders.ETAG, answer.tag())
                                .build());
    }

    @GET
    @Operation(summary = "List the credentials in the order of their creation")
    public Uni<Page<CredentialAnswer>> list(
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return DefinitionPages.list(reads, caller.accountId(), CREDENTIAL, limit, cursor)
                .map(page -> page.map(view -> answer(view, null)));
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "Read what a credential is; what it holds is not shown")
    public Uni<RestResponse<CredentialAnswer>> read(@PathParam("id") String id) {
        return tagged(reads.find(caller.accountId(), CREDENTIAL, id(id)), null);
    }

    @PUT
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Rename it, or replace it where the body has a kind")
    public Uni<RestResponse<CredentialAnswer>> change(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Nullable Map<String, Object> body) {
        DefinitionOwner owner = caller.owner();
        Optional<Long> revision = DefinitionProblems.revision(ifMatch);
        Map<String, Object> wanted = DefinitionProblems.present(body);
        if (!wanted.containsKey("kind")) {
            return tagged(orProblem(commands.rename(owner, id(id), revision, name(wanted))), null);
        }
        CredentialForm.Given given = given(body);
        return tagged(
                orProblem(commands.replace(owner, id(id), revision, given)),
                given.made().orElse(null));
    }

    @POST
    @Path("/{id}/rotate")
    @Operation(summary = "Give a signing secret a successor; both sign until the rotation ends")
    public Uni<RestResponse<CredentialAnswer>> rotate(
            @PathParam("id") String id, @Nullable Map<String, Object> body) {
        DefinitionOwner owner = caller.owner();
        Object asked = body == null ? null : body.get("secret");
        @Nullable String made = asked == null ? newSecret() : null;
        String secret = made == null ? String.valueOf(asked) : made;
        WebhookSecret.flaw(secret)
                .ifPresent(flaw -> {
                    throw ProblemException.invalid("secret", flaw);
                });
        return tagged(orProblem(commands.rotate(owner, id(id), secret)), made);
    }

    @POST
    @Path("/{id}/end-rotation")
    @Operation(summary = "Sign with the new secret alone")
    public Uni<RestResponse<CredentialAnswer>> endRotation(@PathParam("id") String id) {
        return tagged(orProblem(commands.endRotation(caller.owner(), id(id))), null);
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "Delete a credential that neither a destination nor a live flow names")
    public Uni<RestResponse<Void>> delete(@PathParam("id") String id) {
        DefinitionOwner owner = caller.owner();
        List<String> users = flows.naming(owner.accountId(), id(id));
        if (!users.isEmpty()) {
            throw DefinitionProblems.inUse(CREDENTIAL, "flows", users);
        }
        return orProblem(commands.delete(owner, id(id)))
                .map(found -> DefinitionProblems.found(CREDENTIAL, found))
                .map(_ -> RestResponse.noContent());
    }

    @GET
    @Path("/{id}/history")
    @Operation(summary = "Who changed it and when, the newest first")
    public Uni<Page<HistoryEntry>> history(
            @PathParam("id") String id,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return DefinitionPages.history(
                reads, reads.find(caller.accountId(), CREDENTIAL, id(id)), limit, cursor);
    }

    private static CredentialForm.Given given(@Nullable Map<String, Object> body) {
        CredentialForm.Given given =
                CredentialForm.read(
                        DefinitionProblems.present(body), CredentialResource::newSecret);
        if (!given.flaws().isEmpty()) {
            throw DefinitionProblems.unusable(CREDENTIAL, given.flaws());
        }
        return given;
    }

    private static String name(Map<String, Object> body) {
        if (body.size() == 1
                && body.get("name") instanceof String name
                && !name.isBlank()
                && name.length() <= 200
                && name.chars().noneMatch(Character::isISOControl)) {
            return name.strip();
        }
        throw DefinitionProblems.unusable(
                CREDENTIAL,
                List.of(
                        new FieldFlaw(
                                "kind", "is required to replace it; a name alone renames it")));
    }

    private static String newSecret() {
        byte[] bytes = new byte[WebhookSecret.BYTES];
        RANDOM.nextBytes(bytes);
        return WebhookSecret.of(bytes);
    }

    private static UUID id(String text) {
        return DefinitionProblems.id(CREDENTIAL, text);
    }

    private CredentialAnswer answer(DefinitionView view, @Nullable String secret) {
        return CredentialAnswer.of(
                StoredCredentials.of(view), view.updatedAt(), clock.instant(), secret);
    }

    private Uni<RestResponse<CredentialAnswer>> tagged(
            Uni<Optional<DefinitionView>> view, @Nullable String secret) {
        return view.map(found -> DefinitionProblems.found(CREDENTIAL, found))
                .map(found -> answer(found, secret))
                .map(answer ->
                        RestResponse.ResponseBuilder.ok(answer)
                                .header(HttpHeaders.ETAG, answer.tag())
                                .build());
    }

    private static <T> Uni<T> orProblem(Uni<T> change) {
        return change.onFailure(DefinitionRefused.class)
                .transform(
                        failure -> DefinitionProblems.of(CREDENTIAL, (DefinitionRefused) failure))
                .onFailure(CredentialCommands.NotRotatable.class)
                .transform(failure ->
                        new ProblemException(
                                DeliveryProblem.CREDENTIAL_NOT_ROTATABLE,
                                String.valueOf(failure.getMessage())));
    }
}
