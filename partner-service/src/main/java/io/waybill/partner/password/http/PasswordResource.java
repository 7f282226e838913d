package io.waybill.partner.password.http;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.waybill.partner.PartnerProblem;
import io.waybill.partner.account.EmailAddress;
import io.waybill.partner.account.http.Checks;
import io.waybill.partner.password.store.PasswordStore;
import io.waybill.partner.session.Origin;
import io.waybill.partner.session.crypto.Passwords;
import io.waybill.partner.session.crypto.Secret;
import io.waybill.partner.session.http.Origins;
import io.waybill.servicekit.problem.ProblemException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** For somebody who has forgotten a password. Nothing here tells whether an address is known. */
@Path("/api/users/password-resets")
final class PasswordResource {

    private static final Logger LOG = Logger.getLogger(PasswordResource.class);

    private final PasswordStore store;
    private final Passwords passwords;
    private final Limit limit;

    PasswordResource(PasswordStore store, Passwords passwords, Limit limit) {
        this.store = store;
        this.passwords = passwords;
        this.limit = limit;
    }

    record Wish(@Nullable String email) {

        @Override
        public String toString() {
            return "Wish[masked]";
        }
    }

    record NewPassword(@Nullable String token, @Nullable String password) {

        @Override
        public String toString() {
            return "NewPassword[masked]";
        }
    }

    /** The answer comes before anything is looked up: neither it nor its time tells anything. */
    @POST
    public Uni<Response> ask(@Nullable Wish wish) {
        Checks checks = new Checks();
        String text = checks.email("email", wish == null ? null : wish.email);
        checks.done();
        EmailAddress email = new EmailAddress(text);
        limit.begin(email);
        store.ask(email).subscribe().with(_ -> {}, PasswordResource::notSent);
        return Uni.createFrom().item(Response.accepted().build());
    }

    private static void notSent(Throwable failure) {
        LOG.warnf(failure, "no link to reset a password was sent");
    }

    /** The link works once; all sessions of its user end. */
    @POST
    @Path("/confirm")
    public Uni<Response> confirm(@Nullable NewPassword given, @Context HttpServerRequest request) {
        Checks checks = new Checks();
        String token = checks.text("token", given == null ? null : given.token);
        String password = checks.password("password", given == null ? null : given.password);
        checks.done();
        byte[] link = new Secret(token).hash();
        Origin origin = Origins.of(request);
        return store.works(link)
                .invoke(PasswordResource::check)
                .chain(() -> passwords.hash(password))
                .chain(hash -> store.reset(link, hash, origin))
                .invoke(PasswordResource::check)
                .map(done -> Response.noContent().build());
    }

    private static void check(boolean works) {
        if (!works) {
            throw new ProblemException(
                    PartnerProblem.RESET_OVER,
                    "The link does not work any more; please ask for another.");
        }
    }
}
