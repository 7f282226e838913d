package io.waybill.partner.password.http;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.waybill.partner.PartnerProblem;
import io.waybill.partner.account.http.Checks;
import io.waybill.partner.account.store.AccountReader;
import io.waybill.partner.password.store.PasswordStore;
import io.waybill.partner.session.Origin;
import io.waybill.partner.session.crypto.Passwords;
import io.waybill.partner.session.http.Origins;
import io.waybill.servicekit.auth.Actor;
import io.waybill.servicekit.auth.AnyRole;
import io.waybill.servicekit.auth.Caller;
import io.waybill.servicekit.auth.Managed;
import io.waybill.servicekit.problem.ProblemException;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The password of the user who calls. */
@Path("/api/users/current/password")
@Managed
final class OwnPasswordResource {

    private final AccountReader accounts;
    private final Passwords passwords;
    private final PasswordStore store;
    private final Limit limit;
    private final Caller caller;

    OwnPasswordResource(
            AccountReader accounts,
            Passwords passwords,
            PasswordStore store,
            Limit limit,
            Caller caller) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.store = store;
        this.limit = limit;
        this.caller = caller;
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Change(@Nullable String currentPassword, @Nullable String password) {

        @Override
        public String toString() {
            return "Change[masked]";
        }
    }

    /** The session goes on; the user's other sessions end. An API key has no password. */
    @PUT
    @AnyRole
    public Uni<Response> change(@Nullable Change given, @Context HttpServerRequest request) {
        if (!(caller.actor() instanceof Actor.User user)) {
            throw ProblemException.notFound("password");
        }
        Checks checks = new Checks();
        @Nullable String shown = given == null ? null : given.currentPassword;
        String current = shown == null ? "" : shown;
        if (current.isEmpty()) {
            checks.wrong("current_password", "must not be blank");
        }
        String password = checks.password("password", given == null ? null : given.password);
        checks.done();
        Origin origin = Origins.of(request);
        return check(user.id(), current)
                .chain(() -> passwords.hash(password))
                .chain(hash -> store.change(user.id(), user.sessionId(), hash, origin))
                .invoke(OwnPasswordResource::check)
                .map(done -> Response.noContent().build());
    }

    private static void check(boolean isThere) {
        if (!isThere) {
            throw new ProblemException(
                    PartnerProblem.SESSION_OVER, "The session is over; please sign in.");
        }
    }

    /** Whoever has found an open session is not to guess the password with it. */
    private Uni<Void> check(UUID user, String current) {
        limit.beginChange(user);
        return accounts.password(user)
                .chain(hash -> passwords.matches(hash, current))
                .onFailure()
                .invoke(() -> limit.withdrawChange(user))
                .invoke(matches -> {
                    if (!matches) {
                        throw new ProblemException(
                                PartnerProblem.PASSWORD_WRONG,
                                "The current password is not right.");
                    }
                    limit.changed(user);
                })
                .replaceWithVoid();
    }
}
