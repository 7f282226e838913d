package io.waybill.partner.audit.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import io.waybill.partner.audit.AuditEntry;
import io.waybill.partner.audit.AuditEntry.Actor;
import io.waybill.partner.audit.AuditEntry.From;
import io.waybill.partner.audit.AuditQuery;
import io.waybill.partner.audit.AuditQuery.Place;
import io.waybill.partner.audit.store.AuditReader;
import io.waybill.partner.audit.store.AuditReader.Count;
import io.waybill.servicekit.auth.Caller;
import io.waybill.servicekit.auth.Managed;
import io.waybill.servicekit.paging.Cursor;
import io.waybill.servicekit.paging.Page;
import io.waybill.servicekit.problem.ProblemException;
import io.waybill.servicekit.problem.RequestProblem;
import io.waybill.servicekit.query.QueryValues;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who did what in the caller's account, when, and from where somebody signed in. */
@Path("/api/audit")
@Managed
final class AuditResource {

    private final AuditReader reader;
    private final Caller caller;

    AuditResource(AuditReader reader, Caller caller) {
        this.reader = reader;
        this.caller = caller;
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ActorBody(
            String kind,
            @Nullable UUID id,
            @Nullable String email,
            @Nullable String name,
            @Nullable String label) {

        static ActorBody of(Actor actor) {
            return switch (actor) {
                case Actor.User user ->
                        new ActorBody(
                                "user",
                                user.id(),
                                user.email().orElse(null),
                                user.name().orElse(null),
                                null);
                case Actor.ApiKey key ->
                        new ActorBody("api-key", key.id(), null, null, key.label().orElse(null));
                case Actor.Partner _ -> new ActorBody("partner", null, null, null, null);
                case Actor.Itself _ -> new ActorBody("system", null, null, null, null);
            };
        }

        @Override
        public String toString() {
            return "ActorBody[" + kind + "]";
        }
    }

    record SubjectBody(String kind, UUID id) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record EntryBody(
            UUID id,
            String at,
            String kind,
            @Nullable ActorBody actor,
            SubjectBody subject,
            Map<String, String> details,
            @Nullable String address,
            @Nullable String client) {

        static EntryBody of(AuditEntry entry) {
            return new EntryBody(
                    entry.id(),
                    entry.at().toString(),
                    entry.kind(),
                    entry.actor().map(ActorBody::of).orElse(null),
                    new SubjectBody(entry.subject().kind(), entry.subject().id()),
                    entry.details(),
                    entry.from().flatMap(From::address).orElse(null),
                    entry.from().flatMap(From::client).orElse(null));
        }

        @Override
        public String toString() {
            return "EntryBody[" + id + "]";
        }
    }

    record Counts(List<Count> items) {}

    /** The newest first. */
    @GET
    public Uni<Page<EntryBody>> list(
            @Context UriInfo uri,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        checkRole();
        int count = Page.limit(limit);
        Cursor behind = Cursor.parse(cursor, 3);
        Place place =
                behind == null ? null : new Place(behind.time(0), behind.number(1), behind.id(2));
        return reader.entries(query(uri), place, count + 1)
                .map(entries ->
                        Page.of(
                                entries,
                                count,
                                entry ->
                                        Cursor.of(
                                                entry.at().toString(),
                                                Long.toString(entry.sequence()),
                                                entry.id().toString())))
                .map(page -> page.map(EntryBody::of));
    }

    /** How often each was done. */
    @GET
    @Path("/counts")
    public Uni<Counts> counts(@Context UriInfo uri) {
        checkRole();
        return reader.counts(query(uri)).map(Counts::new);
    }

    /** {@code kind}, {@code user}, {@code from} and {@code to}. */
    private AuditQuery query(UriInfo uri) {
        MultivaluedMap<String, String> given = uri.getQueryParameters();
        return new AuditQuery(
                caller.accountId(),
                Optional.ofNullable(given.getFirst("kind")).filter(text -> !text.isEmpty()),
                Optional.ofNullable(QueryValues.id("user", given.getFirst("user"))),
                Optional.ofNullable(QueryValues.time("from", given.getFirst("from"))),
                Optional.ofNullable(QueryValues.time("to", given.getFirst("to"))));
    }

    /** It tells what colleagues do, and where they are. */
    private void checkRole() {
        if (!caller.role().mayWrite()) {
            throw new ProblemException(
                    RequestProblem.NOT_ALLOWED, "The audit log is for owners and managers.");
        }
    }
}
