package io.waybill.partner.connection.http;

import io.smallrye.mutiny.Uni;
import io.waybill.partner.account.http.Cursors;
import io.waybill.partner.connection.store.ConnectionReader;
import io.waybill.partner.connection.store.ConnectionView;
import io.waybill.servicekit.auth.Caller;
import io.waybill.servicekit.auth.Managed;
import io.waybill.servicekit.paging.Cursor;
import io.waybill.servicekit.paging.Page;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The accounts that the caller's account is connected with. */
@Path("/api/partners")
@Managed
final class PartnerResource {

    private final ConnectionReader reader;
    private final Caller caller;

    PartnerResource(ConnectionReader reader, Caller caller) {
        this.reader = reader;
        this.caller = caller;
    }

    record PartnerBody(UUID id, String name, List<Link> connections) {}

    /** A connection with the partner that has not ended. */
    record Link(UUID id, String side, String state) {}

    @GET
    public Uni<Page<PartnerBody>> list(
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        int count = Page.limit(limit);
        UUID account = caller.accountId();
        return reader.partners(account, Cursors.after(cursor), count + 1)
                .map(found -> Page.of(found, count, id -> Cursor.of(id.toString())))
                .chain(page ->
                        reader.with(account, page.items())
                                .map(views -> page.map(id -> body(id, views))));
    }

    private static PartnerBody body(UUID partner, List<ConnectionView> views) {
        List<ConnectionView> with =
                views.stream()
                        .filter(view -> Objects.equals(view.partner().id(), partner))
                        .toList();
        return new PartnerBody(
                partner,
                with.stream().map(view -> view.partner().name()).findFirst().orElse(""),
                with.stream()
                        .map(view ->
                                new Link(view.id(), ConnectionBody.word(view.side()), view.state()))
                        .toList());
    }
}
