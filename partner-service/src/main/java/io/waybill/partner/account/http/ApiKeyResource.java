package io.waybill.partner.account.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.smallrye.mutiny.Uni;
import io.waybill.eventsourcing.TimeOrderedIds;
import io.waybill.partner.account.AccountCommand.IssueApiKey;
import io.waybill.partner.account.AccountCommand.RevokeApiKey;
import io.waybill.partner.account.By;
import io.waybill.partner.account.KeyHash;
import io.waybill.partner.account.Label;
import io.waybill.partner.account.store.AccountReader;
import io.waybill.partner.account.store.AccountStore;
import io.waybill.partner.account.store.ApiKeyView;
import io.waybill.partner.session.crypto.Secret;
import io.waybill.servicekit.auth.ApiKeys;
import io.waybill.servicekit.auth.Caller;
import io.waybill.servicekit.auth.Managed;
import io.waybill.servicekit.auth.Role;
import io.waybill.servicekit.paging.Cursor;
import io.waybill.servicekit.paging.Page;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Path("/api/api-keys")
@Managed
final class ApiKeyResource {

    private final AccountStore accounts;
    private final AccountReader reader;
    private final Caller caller;

    ApiKeyResource(AccountStore accounts, AccountReader reader, Caller caller) {
        this.accounts = accounts;
        this.reader = reader;
        this.caller = caller;
    }

    record Wish(@Nullable String label, @Nullable String role) {}

    /** The only place where a key is ever shown. */
    record Issued(UUID id, String key, String label, String role) {

        @Override
        public String toString() {
            return "Issued[" + id + "]";
        }
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ApiKeyBody(
            UUID id, String label, String role, String issuedAt, @Nullable String revokedAt) {

        static ApiKeyBody of(ApiKeyView view) {
            return new ApiKeyBody(
                    view.id(),
                    view.label(),
                    view.role().text(),
                    view.issuedAt().toString(),
                    view.revokedAt() == null ? null : view.revokedAt().toString());
        }
    }

    @POST
    public Uni<Response> issue(@Nullable Wish wish) {
        Checks checks = new Checks();
        String label = checks.label("label", wish == null ? null : wish.label);
        Role role = checks.role("role", wish == null ? null : wish.role, Role.MANAGER);
        checks.done();
        String key = ApiKeys.text(Secret.randomBytes());
        UUID id = TimeOrderedIds.next();
        IssueApiKey command =
                new IssueApiKey(id, new KeyHash(ApiKeys.hash(key)), role, new Label(label), by());
        return accounts.execute(caller.accountId(), command)
                .invoke(Refusals::check)
                .map(done ->
                        Response.created(URI.create("/api/api-keys/" + id))
                                .entity(new Issued(id, key, label, role.text()))
                                .build());
    }

    @GET
    public Uni<Page<ApiKeyBody>> list(
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        int count = Page.limit(limit);
        return reader.apiKeys(caller.accountId(), Cursors.after(cursor), count + 1)
                .map(keys -> Page.of(keys, count, key -> Cursor.of(key.id().toString())))
                .map(page -> page.map(ApiKeyBody::of));
    }

    /** Revoking a key again is no error; the key of another account does not exist. */
    @DELETE
    @Path("/{id}")
    public Uni<Response> revoke(UUID id) {
        return accounts.execute(caller.accountId(), new RevokeApiKey(id, by()))
                .invoke(Refusals::check)
                .map(done -> Response.noContent().build());
    }

    private By by() {
        return new By(Author.of(caller.actor()));
    }
}
