package io.waybill.reporting.lead.http;

import io.smallrye.mutiny.Uni;
import io.waybill.reporting.lead.EventFilter;
import io.waybill.reporting.lead.EventView;
import io.waybill.reporting.lead.store.EventStore;
import io.waybill.reporting.projection.EventType;
import io.waybill.servicekit.auth.Caller;
import io.waybill.servicekit.auth.Managed;
import io.waybill.servicekit.paging.Cursor;
import io.waybill.servicekit.paging.Page;
import io.waybill.servicekit.query.QueryValues;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The events of all of the account's leads, newest first. */
@Path("/api/events")
@Managed
final class EventResource {

    private static final int CURSOR_PARTS = 2;
    private static final List<String> TYPES =
            Stream.of(EventType.values()).map(EventType::text).toList();

    private final EventStore events;
    private final Caller caller;

    EventResource(EventStore events, Caller caller) {
        this.events = events;
        this.caller = caller;
    }

    @GET
    public Uni<Page<EventView>> list(
            @BeanParam EventQuery query,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return events.list(
                caller.accountId(),
                query.filter(),
                Page.limit(limit),
                Cursor.parse(cursor, CURSOR_PARTS));
    }

    /** The query parameters that choose events. */
    static final class EventQuery {

        @QueryParam("type")
        @Nullable String type;

        @QueryParam("step")
        @Nullable String step;

        @QueryParam("recipient")
        @Nullable String recipient;

        @QueryParam("outcome")
        @Nullable String outcome;

        @QueryParam("lead")
        @Nullable String lead;

        @QueryParam("from")
        @Nullable String from;

        @QueryParam("to")
        @Nullable String to;

        EventFilter filter() {
            return new EventFilter(
                    QueryValues.word("type", type, TYPES),
                    step,
                    recipient,
                    outcome,
                    QueryValues.id("lead", lead),
                    QueryValues.time("from", from),
                    QueryValues.time("to", to));
        }
    }
}
