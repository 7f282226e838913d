package io.waybill.partner.team.http;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.smallrye.mutiny.Uni;
import io.waybill.partner.account.KeyHash;
import io.waybill.partner.account.Label;
import io.waybill.partner.account.http.Checks;
import io.waybill.partner.session.crypto.Passwords;
import io.waybill.partner.session.crypto.Secret;
import io.waybill.partner.team.store.Joining;
import io.waybill.partner.team.store.Joining.Joined;
import io.waybill.partner.team.store.Joining.Shown;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What holders of a colleague's link do with it. The secret of the link comes in the body, never in
 * the address; one that is not right is an invitation that does not exist.
 */
@Path("/api/users/invitations/link")
final class ColleagueLinkResource {

    private final Joining joining;
    private final Passwords passwords;

    ColleagueLinkResource(Joining joining, Passwords passwords) {
        this.joining = joining;
        this.passwords = passwords;
    }

    record Link(@Nullable String token) {

        @Override
        public String toString() {
            return "Link[masked]";
        }
    }

    record SignUp(@Nullable String token, @Nullable String name, @Nullable String password) {

        static final SignUp NOTHING = new SignUp(null, null, null);

        @Override
        public String toString() {
            return "SignUp[masked]";
        }
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record ShownBody(String account, String email, String role, String expiresAt) {

        static ShownBody of(Shown shown) {
            return new ShownBody(
                    shown.account().text(),
                    shown.invitation().email().text(),
                    shown.invitation().role().text(),
                    shown.invitation().times().expiresAt().toString());
        }

        @Override
        public String toString() {
            return "ShownBody[masked]";
        }
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record JoinedBody(UUID accountId, UUID userId) {

        static JoinedBody of(Joined joined) {
            return new JoinedBody(joined.accountId(), joined.userId());
        }
    }

    /** Shows what can be accepted. */
    @POST
    public Uni<ShownBody> look(@Nullable Link link) {
        Checks checks = new Checks();
        String token = checks.text("token", link == null ? null : link.token);
        checks.done();
        return joining.look(hash(token)).onFailure().transform(Told::of).map(ShownBody::of);
    }

    /** Makes a user of the account, with the invited address. */
    @POST
    @Path("/accept")
    public Uni<Response> accept(@Nullable SignUp given) {
        SignUp wish = given == null ? SignUp.NOTHING : given;
        Checks checks = new Checks();
        KeyHash link = hash(checks.text("token", wish.token));
        String name = checks.label("name", wish.name);
        String password = checks.password("password", wish.password);
        checks.done();
        // Without a link that works nobody makes this service compute the hash of a password.
        return joining.look(link)
                .chain(() -> passwords.hash(password))
                .chain(hash -> joining.join(link, new Label(name), hash))
                .onFailure()
                .transform(Told::of)
                .map(joined ->
                        Response.status(Response.Status.CREATED)
                                .entity(JoinedBody.of(joined))
                                .build());
    }

    private static KeyHash hash(String token) {
        return new KeyHash(new Secret(token).hash());
    }
}
