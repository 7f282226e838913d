package io.waybill.partner.connection.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.smallrye.mutiny.Uni;
import io.waybill.partner.account.http.Author;
import io.waybill.partner.account.http.Cursors;
import io.waybill.partner.connection.ConnectionCommand;
import io.waybill.partner.connection.Side;
import io.waybill.partner.connection.store.ConnectionHistory;
import io.waybill.partner.connection.store.ConnectionPast;
import io.waybill.partner.connection.store.ConnectionReader;
import io.waybill.partner.connection.store.Connections;
import io.waybill.partner.connection.store.Connections.Party;
import io.waybill.servicekit.auth.Caller;
import io.waybill.servicekit.auth.Managed;
import io.waybill.servicekit.paging.Cursor;
import io.waybill.servicekit.paging.Page;
import io.waybill.servicekit.problem.ProblemException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The connections of the caller's account, on whichever side it stands. */
@Path("/api/connections")
@Managed
final class ConnectionResource {

    private static final int LONGEST_REASON = 2_000;

    private final Connections connections;
    private final ConnectionReader reader;
    private final ConnectionHistory history;
    private final Caller caller;

    ConnectionResource(
            Connections connections,
            ConnectionReader reader,
            ConnectionHistory history,
            Caller caller) {
        this.connections = connections;
        this.reader = reader;
        this.history = history;
        this.caller = caller;
    }

    record Why(@Nullable String reason) {

        @Override
        public String toString() {
            return "Why[masked]";
        }
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Place(@Nullable UUID destinationId, @Nullable UUID flowId) {}

    @GET
    public Uni<Page<ConnectionBody>> list(
            @QueryParam("side") @Nullable String side,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        int count = Page.limit(limit);
        return reader.all(caller.accountId(), side(side), Cursors.after(cursor), count + 1)
                .map(found -> Page.of(found, count, one -> Cursor.of(one.id().toString())))
                .map(page -> page.map(ConnectionBody::of));
    }

    @GET
    @Path("/{id}")
    public Uni<ConnectionBody> one(UUID id) {
        return shown(caller.accountId(), id);
    }

    /** Something that happened: at, event, side, and where they are known by, detail and reason. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PastBody(
            String at,
            String event,
            String side,
            @Nullable String by,
            @Nullable String detail,
            @Nullable String reason) {

        static PastBody of(ConnectionPast past) {
            return new PastBody(
                    past.at().toString(),
                    past.event(),
                    past.side(),
                    past.by(),
                    past.detail(),
                    past.reason());
        }

        @Override
        public String toString() {
            return "PastBody[" + event + "]";
        }
    }

    record HistoryBody(List<PastBody> items) {}

    @GET
    @Path("/{id}/history")
    public Uni<HistoryBody> history(UUID id) {
        return history.of(caller.accountId(), id)
                .map(found ->
                        found.orElseThrow(() -> ProblemException.notFound("connection")).stream()
                                .map(PastBody::of)
                                .toList())
                .map(HistoryBody::new);
    }

    /** Where the buyer takes the leads from now on: one of its destinations, or of its flows. */
    @PUT
    @Path("/{id}/target")
    public Uni<ConnectionBody> configure(UUID id, @Nullable Place place) {
        Party buyer = party();
        return configured(buyer, id, place)
                .onFailure()
                .transform(ConnectionRefusals::told)
                .chain(() -> shown(buyer.accountId(), id));
    }

    /** No lead goes over it until the same side resumes; pausing again is no error. */
    @POST
    @Path("/{id}/pause")
    public Uni<ConnectionBody> pause(UUID id, @Nullable Why why) {
        Optional<String> reason = reason(why);
        return act(id, side -> new ConnectionCommand.Pause(side, reason));
    }

    @POST
    @Path("/{id}/resume")
    public Uni<ConnectionBody> resume(UUID id) {
        return act(id, ConnectionCommand.Resume::new);
    }

    /** For good; ending again is no error. */
    @POST
    @Path("/{id}/end")
    public Uni<ConnectionBody> end(UUID id, @Nullable Why why) {
        Optional<String> reason = reason(why);
        return act(id, side -> new ConnectionCommand.End(side, reason));
    }

    private Uni<ConnectionBody> act(UUID id, Function<Side, ConnectionCommand> command) {
        Party party = party();
        return connections
                .act(party, id, command)
                .onFailure()
                .transform(ConnectionRefusals::told)
                .chain(() -> shown(party.accountId(), id));
    }

    private Uni<Void> configured(Party buyer, UUID id, @Nullable Place place) {
        if (place != null && place.flowId != null && place.destinationId == null) {
            return connections.toFlow(buyer, id, place.flowId);
        }
        if (place != null && place.destinationId != null && place.flowId == null) {
            return connections.toDestination(buyer, id, place.destinationId);
        }
        throw ProblemException.invalid(
                "destination_id", "either this or flow_id says where the leads go");
    }

    private Uni<ConnectionBody> shown(UUID account, UUID id) {
        return reader.one(account, id)
                .map(found ->
                        found.map(ConnectionBody::of)
                                .orElseThrow(() -> ProblemException.notFound("connection")));
    }

    private Party party() {
        return new Party(caller.accountId(), Author.of(caller.actor()));
    }

    private static Optional<String> reason(@Nullable Why why) {
        Optional<String> text =
                Optional.ofNullable(why)
                        .map(Why::reason)
                        .map(String::strip)
                        .filter(reason -> !reason.isEmpty());
        if (text.filter(reason -> reason.length() > LONGEST_REASON).isPresent()) {
            throw ProblemException.invalid(
                    "reason", "must have at most " + LONGEST_REASON + " characters");
        }
        return text;
    }

    private static Optional<Side> side(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        for (Side side : Side.values()) {
            if (ConnectionBody.word(side).equals(text)) {
                return Optional.of(side);
            }
        }
        throw ProblemException.invalid("side", "is not one of seller, buyer");
    }
}
