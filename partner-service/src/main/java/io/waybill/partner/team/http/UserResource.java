package io.waybill.partner.team.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.smallrye.mutiny.Uni;
import io.waybill.partner.account.By;
import io.waybill.partner.account.http.Author;
import io.waybill.partner.account.http.Checks;
import io.waybill.partner.account.http.Cursors;
import io.waybill.partner.account.store.AccountReader;
import io.waybill.partner.account.store.UserView;
import io.waybill.partner.team.store.Team;
import io.waybill.servicekit.auth.Caller;
import io.waybill.servicekit.auth.Managed;
import io.waybill.servicekit.auth.Role;
import io.waybill.servicekit.paging.Cursor;
import io.waybill.servicekit.paging.Page;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Path("/api/users")
@Managed
final class UserResource {

    private final Team team;
    private final AccountReader reader;
    private final Caller caller;

    UserResource(Team team, AccountReader reader, Caller caller) {
        this.team = team;
        this.reader = reader;
        this.caller = caller;
    }

    record Wish(@Nullable String role) {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record UserBody(UUID id, String email, @Nullable String name, String role, String addedAt) {

        static UserBody of(UserView view) {
            return new UserBody(
                    view.id(),
                    view.email(),
                    view.name().orElse(null),
                    view.role().text(),
                    view.addedAt().toString());
        }

        @Override
        public String toString() {
            return "UserBody[" + id + "]";
        }
    }

    @GET
    public Uni<Page<UserBody>> list(
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        int count = Page.limit(limit);
        return reader.users(caller.accountId(), Cursors.after(cursor), count + 1)
                .map(users -> Page.of(users, count, user -> Cursor.of(user.id().toString())))
                .map(page -> page.map(UserBody::of));
    }

    /** Gives another role, in every session at once; the one that it has is no error. */
    @PUT
    @Path("/{id}")
    public Uni<Response> change(UUID id, @Nullable Wish wish) {
        Checks checks = new Checks();
        Role role = checks.role("role", wish == null ? null : wish.role);
        checks.done();
        return team.change(member(), id, role)
                .onFailure()
                .transform(Told::of)
                .map(done -> Response.noContent().build());
    }

    /** Ends the user's sessions and what it has handed out. */
    @DELETE
    @Path("/{id}")
    public Uni<Response> remove(UUID id) {
        return team.remove(member(), id)
                .onFailure()
                .transform(Told::of)
                .map(done -> Response.noContent().build());
    }

    private Team.Member member() {
        return new Team.Member(caller.accountId(), new By(Author.of(caller.actor())));
    }
}
