package io.waybill.partner.account.http;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.smallrye.mutiny.Uni;
import io.waybill.partner.account.store.AccountReader;
import io.waybill.partner.account.store.UserView;
import io.waybill.servicekit.auth.Caller;
import io.waybill.servicekit.auth.Managed;
import io.waybill.servicekit.paging.Cursor;
import io.waybill.servicekit.paging.Page;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Path("/api/users")
@Managed
final class UserResource {

    private final AccountReader reader;
    private final Caller caller;

    UserResource(AccountReader reader, Caller caller) {
        this.reader = reader;
        this.caller = caller;
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record UserBody(UUID id, String email, String role, String addedAt) {

        static UserBody of(UserView view) {
            return new UserBody(
                    view.id(), view.email(), view.role().text(), view.addedAt().toString());
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
}
