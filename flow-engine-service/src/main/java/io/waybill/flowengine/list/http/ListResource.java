package io.waybill.flowengine.list.http;

import io.smallrye.mutiny.Uni;
import io.waybill.flowengine.FlowEngineProblem;
import io.waybill.flowengine.list.ListEntries;
import io.waybill.flowengine.list.ListKind;
import io.waybill.flowengine.list.store.ListInUse;
import io.waybill.flowengine.list.store.ListReads;
import io.waybill.flowengine.list.store.ListStore;
import io.waybill.flowengine.list.store.ListView;
import io.waybill.language.FieldType;
import io.waybill.servicekit.auth.Managed;
import io.waybill.servicekit.paging.Cursor;
import io.waybill.servicekit.paging.Page;
import io.waybill.servicekit.problem.ProblemException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Lists of the caller's account: values that must not be sold, and values that are looked up. */
@Managed
@Path("/api/lists")
@Produces(MediaType.APPLICATION_JSON)
class ListResource {

    private static final String CSV = "text/csv";
    private static final int LONGEST_NAME = 200;

    private final ListStore store;
    private final ListReads reads;
    private final ListCaller caller;
    private final String publicUrl;

    ListResource(
            ListStore store,
            ListReads reads,
            ListCaller caller,
            @ConfigProperty(name = "waybill.public-url") String publicUrl) {
        this.store = store;
        this.reads = reads;
        this.caller = caller;
        this.publicUrl = publicUrl.replaceAll("/+$", "");
    }

    /**
     * @param kind {@code suppression} or {@code value}
     * @param type field type by which values are read, such as {@code phone}; {@code string}
     */
    record NewList(@Nullable String name, @Nullable String kind, @Nullable String type) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Create a list")
    public Uni<RestResponse<ListAnswer>> create(@Nullable NewList body) {
        NewList asked = body == null ? new NewList(null, null, null) : body;
        String name = asked.name() == null ? "" : asked.name().strip();
        if (name.isEmpty()
                || name.length() > LONGEST_NAME
                || name.chars().anyMatch(Character::isISOControl)) {
            throw ProblemException.invalid("name", "must be a text of 1 to 200 characters");
        }
        ListKind kind =
                ListKind.of(asked.kind() == null ? "" : asked.kind())
                        .orElseThrow(() ->
                                ProblemException.invalid("kind", "must be suppression or value"));
        FieldType type =
                FieldType.find(asked.type() == null ? FieldType.STRING.id() : asked.type())
                        .orElseThrow(
                                () -> ProblemException.invalid("type", "must be a field type"));
        return store.create(caller.owner(), name, kind, type)
                .map(ListAnswer::of)
                .map(list ->
                        RestResponse.ResponseBuilder.create(RestResponse.Status.CREATED, list)
                                .location(URI.create(publicUrl + "/api/lists/" + list.id()))
                                .build());
    }

    @GET
    @Operation(summary = "List the lists in the order of their creation")
    public Uni<Page<ListAnswer>> list(
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        int most = Page.limit(limit);
        Optional<UUID> after = Optional.ofNullable(Cursor.parse(cursor, 1)).map(c -> c.id(0));
        return reads.list(caller.accountId(), after, most + 1)
                .map(rows ->
                        Page.of(rows, most, view -> Cursor.of(view.id().toString()))
                                .map(ListAnswer::of));
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "What a list is and how many entries it has; entries are not shown")
    public Uni<ListAnswer> read(@PathParam("id") String id) {
        return reads.find(caller.accountId(), listId(id)).map(ListResource::found);
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "Delete a list that no deployed flow names")
    public Uni<RestResponse<Void>> delete(@PathParam("id") String id) {
        return store.delete(caller.owner(), listId(id))
                .onFailure(ListInUse.class)
                .transform(failure -> inUse((ListInUse) failure))
                .map(ListResource::found)
                .map(_ -> RestResponse.noContent());
    }

    @POST
    @Path("/{id}/entries")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Add up to 10,000 entries, or give those that are there other values")
    public Uni<ListAnswer> add(@PathParam("id") String id, @Nullable Map<String, Object> body) {
        return add(id, usable(() -> ListEntries.ofJson(body == null ? null : body.get("entries"))));
    }

    @POST
    @Path("/{id}/entries")
    @Consumes(CSV)
    @Operation(summary = "Add up to 10,000 entries, a line each: key, or key and value")
    public Uni<ListAnswer> upload(@PathParam("id") String id, String csv) {
        return add(id, usable(() -> ListEntries.ofCsv(csv)));
    }

    private Uni<ListAnswer> add(String id, List<ListEntries.Entry> entries) {
        return store.add(caller.owner(), listId(id), entries).map(ListResource::found);
    }

    @POST
    @Path("/{id}/entries/remove")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Take up to 10,000 entries out")
    public Uni<ListAnswer> remove(@PathParam("id") String id, @Nullable Map<String, Object> body) {
        List<ListEntries.Entry> entries =
                usable(() -> ListEntries.ofJson(body == null ? null : body.get("entries")));
        List<String> keys = entries.stream().map(ListEntries.Entry::key).toList();
        return store.remove(caller.owner(), listId(id), keys).map(ListResource::found);
    }

    private static List<ListEntries.Entry> usable(Supplier<List<ListEntries.Entry>> entries) {
        try {
            return entries.get();
        } catch (ListEntries.Unusable unusable) {
            throw ProblemException.invalid("entries", unusable.why());
        }
    }

    private static ProblemException inUse(ListInUse failure) {
        return new ProblemException(
                FlowEngineProblem.LIST_IN_USE,
                "These flows name the list: " + String.join(", ", failure.flows()));
    }

    private static ListAnswer found(Optional<ListView> view) {
        return view.map(ListAnswer::of).orElseThrow(() -> ProblemException.notFound("list"));
    }

    /** What is no id names no list. */
    private static UUID listId(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException notAnId) {
            throw ProblemException.notFound("list");
        }
    }
}
