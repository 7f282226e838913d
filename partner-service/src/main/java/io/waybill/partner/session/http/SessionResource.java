package io.waybill.partner.session.http;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.waybill.partner.PartnerProblem;
import io.waybill.partner.account.http.Checks;
import io.waybill.partner.session.Origin;
import io.waybill.partner.session.crypto.Secret;
import io.waybill.partner.session.store.SessionStore;
import io.waybill.servicekit.auth.Actor;
import io.waybill.servicekit.auth.AnyRole;
import io.waybill.servicekit.auth.Caller;
import io.waybill.servicekit.auth.Managed;
import io.waybill.servicekit.problem.ProblemException;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

@Path("/api/sessions")
final class SessionResource {

    private final SignIn signIn;
    private final Tokens tokens;
    private final SessionStore sessions;
    private final Caller caller;

    SessionResource(SignIn signIn, Tokens tokens, SessionStore sessions, Caller caller) {
        this.signIn = signIn;
        this.tokens = tokens;
        this.sessions = sessions;
        this.caller = caller;
    }

    record Login(@Nullable String email, @Nullable String password) {

        @Override
        public String toString() {
            return "Login[masked]";
        }
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Refresh(@Nullable String refreshToken) {

        @Override
        public String toString() {
            return "Refresh[masked]";
        }
    }

    @POST
    public Uni<Response> begin(@Nullable Login login, @Context HttpServerRequest request) {
        Checks checks = new Checks();
        String email = checks.text("email", login == null ? null : login.email);
        String password = login == null || login.password == null ? "" : login.password;
        if (password.isEmpty()) {
            checks.wrong("password", "must not be blank");
        }
        checks.done();
        Secret refresh = Secret.random();
        Origin origin = Origins.of(request);
        return signIn.check(email, password, origin)
                .chain(user -> sessions.begin(user, refresh.hash(), origin))
                .map(session ->
                        Response.status(Response.Status.CREATED)
                                .entity(tokens.of(session, refresh))
                                .build());
    }

    @POST
    @Path("/refresh")
    public Uni<Tokens.Body> refresh(@Nullable Refresh shown) {
        Checks checks = new Checks();
        String token = checks.text("refresh_token", shown == null ? null : shown.refreshToken);
        checks.done();
        Secret next = Secret.random();
        return sessions.refresh(new Secret(token).hash(), next.hash())
                .map(session -> tokens.of(session.orElseThrow(SessionResource::over), next));
    }

    @DELETE
    @Path("/current")
    @Managed
    @AnyRole
    public Uni<Response> end() {
        if (!(caller.actor() instanceof Actor.User user)) {
            throw ProblemException.notFound("session");
        }
        return sessions.end(user.sessionId()).map(done -> Response.noContent().build());
    }

    private static ProblemException over() {
        return new ProblemException(
                PartnerProblem.SESSION_OVER, "The session is over. Please sign in again.");
    }
}
