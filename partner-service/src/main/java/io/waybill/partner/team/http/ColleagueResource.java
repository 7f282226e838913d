package io.waybill.partner.team.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.smallrye.mutiny.Uni;
import io.waybill.partner.account.By;
import io.waybill.partner.account.EmailAddress;
import io.waybill.partner.account.http.Author;
import io.waybill.partner.account.http.Checks;
import io.waybill.partner.account.http.Cursors;
import io.waybill.partner.account.store.ColleagueReader;
import io.waybill.partner.account.store.ColleagueView;
import io.waybill.partner.team.store.Team;
import io.waybill.servicekit.auth.Caller;
import io.waybill.servicekit.auth.Managed;
import io.waybill.servicekit.auth.Role;
import io.waybill.servicekit.paging.Cursor;
import io.waybill.servicekit.paging.Page;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who is invited to be a user of the caller's account. */
@Path("/api/users/invitations")
@Managed
final class ColleagueResource {

    private static final String BASE = "/api/users/invitations/";

    private final Team team;
    private final ColleagueReader colleagues;
    private final Caller caller;

    ColleagueResource(Team team, ColleagueReader colleagues, Caller caller) {
        this.team = team;
        this.colleagues = colleagues;
        this.caller = caller;
    }

    record Wish(@Nullable String email, @Nullable String role) {

        @Override
        public String toString() {
            return "Wish[masked]";
        }
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ColleagueBody(
            UUID id,
            String email,
            String role,
            String state,
            String invitedAt,
            String mailedAt,
            String expiresAt,
            @Nullable String endedAt) {

        static ColleagueBody of(ColleagueView view) {
            ColleagueView.Times times = view.times();
            Instant ended = times.endedAt();
            return new ColleagueBody(
                    view.id(),
                    view.email().text(),
                    view.role().text(),
                    view.state(),
                    times.invitedAt().toString(),
                    times.mailedAt().toString(),
                    times.expiresAt().toString(),
                    ended == null ? null : ended.toString());
        }

        @Override
        public String toString() {
            return "ColleagueBody[" + id + "]";
        }
    }

    @POST
    public Uni<Response> invite(@Nullable Wish wish) {
        Checks checks = new Checks();
        String email = checks.email("email", wish == null ? null : wish.email);
        Role role = checks.role("role", wish == null ? null : wish.role);
        checks.done();
        return team.invite(member(), new EmailAddress(email), role)
                .onFailure()
                .transform(Told::of)
                .map(view ->
                        Response.created(URI.create(BASE + view.id()))
                                .entity(ColleagueBody.of(view))
                                .build());
    }

    @GET
    public Uni<Page<ColleagueBody>> list(
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        int count = Page.limit(limit);
        return colleagues
                .list(caller.accountId(), Cursors.after(cursor), count + 1)
                .map(views -> Page.of(views, count, view -> Cursor.of(view.id().toString())))
                .map(page -> page.map(ColleagueBody::of));
    }

    /** Sends another link; the one before works no more. */
    @POST
    @Path("/{id}/resend")
    public Uni<ColleagueBody> resend(UUID id) {
        return team.resend(member(), id).onFailure().transform(Told::of).map(ColleagueBody::of);
    }

    /** Revoking again is no error. */
    @POST
    @Path("/{id}/revoke")
    public Uni<Response> revoke(UUID id) {
        return team.revoke(member(), id)
                .onFailure()
                .transform(Told::of)
                .map(done -> Response.noContent().build());
    }

    private Team.Member member() {
        return new Team.Member(caller.accountId(), new By(Author.of(caller.actor())));
    }
}
