package io.waybill.partner.invitation.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.smallrye.mutiny.Uni;
import io.waybill.eventsourcing.TimeOrderedIds;
import io.waybill.partner.account.AccountTerms;
import io.waybill.partner.account.Label;
import io.waybill.partner.account.http.Author;
import io.waybill.partner.account.http.Checks;
import io.waybill.partner.invitation.Invitee;
import io.waybill.partner.invitation.LinkHash;
import io.waybill.partner.invitation.store.AnsweredInvitations;
import io.waybill.partner.invitation.store.AnsweredInvitations.NewAccount;
import io.waybill.partner.invitation.store.AnsweredInvitations.Shown;
import io.waybill.partner.session.crypto.Passwords;
import io.waybill.partner.session.crypto.Secret;
import io.waybill.servicekit.auth.Caller;
import io.waybill.servicekit.auth.Managed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What holders of an invitation's link do with it. The secret of the link comes in the body, never
 * in the address; one that is not right is an invitation that does not exist.
 */
@Path("/api/invitations/link")
final class LinkResource {

    private final AnsweredInvitations invitations;
    private final Passwords passwords;
    private final Caller caller;

    LinkResource(AnsweredInvitations invitations, Passwords passwords, Caller caller) {
        this.invitations = invitations;
        this.passwords = passwords;
        this.caller = caller;
    }

    record Link(@Nullable String token) {

        @Override
        public String toString() {
            return "Link[masked]";
        }
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Acceptance(@Nullable String token, @Nullable UUID flowId) {

        @Override
        public String toString() {
            return "Acceptance[masked]";
        }
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Refusal(@Nullable String token, @Nullable String reason, @Nullable Boolean noMore) {

        @Override
        public String toString() {
            return "Refusal[masked]";
        }
    }

    record SignUp(
            @Nullable String token,
            @Nullable String name,
            @Nullable String password,
            @Nullable String currency,
            @Nullable String zone) {

        static final SignUp NOTHING = new SignUp(null, null, null, null, null);

        @Override
        public String toString() {
            return "SignUp[masked]";
        }
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ShownBody(
            String seller,
            String name,
            String email,
            @Nullable String message,
            List<String> fields,
            String expiresAt) {

        static ShownBody of(Shown shown) {
            Invitee invitee = shown.invitation().invitee();
            return new ShownBody(
                    shown.seller().text(),
                    invitee.name().text(),
                    invitee.email().text(),
                    invitee.message().orElse(null),
                    shown.invitation().fields(),
                    shown.invitation().times().expiresAt().toString());
        }

        @Override
        public String toString() {
            return "ShownBody[masked]";
        }
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Accepted(UUID connectionId) {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record SignedUp(UUID accountId, UUID userId, UUID connectionId) {}

    /** Shows what can be answered. */
    @POST
    public Uni<ShownBody> look(@Nullable Link link) {
        return invitations
                .look(hash(link == null ? null : link.token))
                .onFailure()
                .transform(Refusals::told)
                .map(ShownBody::of);
    }

    /** Accepts for the caller's account. */
    @POST
    @Path("/accept")
    @Managed
    public Uni<Accepted> accept(@Nullable Acceptance given) {
        LinkHash link = hash(given == null ? null : given.token);
        Optional<UUID> flow = Optional.ofNullable(given).map(Acceptance::flowId);
        return invitations
                .accept(link, caller.accountId(), Author.of(caller.actor()), flow)
                .onFailure()
                .transform(Refusals::told)
                .map(Accepted::new);
    }

    /** Opens a free account, whose owner has the invited address, and accepts for it. */
    @POST
    @Path("/sign-up")
    public Uni<Response> signUp(@Nullable SignUp given) {
        SignUp wish = given == null ? SignUp.NOTHING : given;
        Checks checks = new Checks();
        String token = checks.text("token", wish.token);
        String password = checks.password("password", wish.password);
        AccountTerms terms = terms(checks, wish);
        LinkHash link = hash(token);
        // Without a link that works nobody makes this service compute the hash of a password.
        return invitations
                .look(link)
                .chain(() -> passwords.hash(password))
                .map(hash ->
                        new NewAccount(TimeOrderedIds.next(), TimeOrderedIds.next(), terms, hash))
                .chain(account ->
                        invitations
                                .accept(link, account)
                                .map(connection ->
                                        new SignedUp(
                                                account.accountId(),
                                                account.ownerId(),
                                                connection)))
                .onFailure()
                .transform(Refusals::told)
                .map(done -> Response.status(Response.Status.CREATED).entity(done).build());
    }

    /** Declining again is no error; {@code no_more} keeps all sellers from inviting the address. */
    @POST
    @Path("/decline")
    public Uni<Response> decline(@Nullable Refusal given) {
        boolean noMore = given != null && Boolean.TRUE.equals(given.noMore);
        Optional<String> reason =
                Optional.ofNullable(given)
                        .map(Refusal::reason)
                        .map(String::strip)
                        .filter(text -> !text.isEmpty())
                        .map(LinkResource::cut);
        return invitations
                .decline(hash(given == null ? null : given.token), reason, noMore)
                .onFailure()
                .transform(Refusals::told)
                .map(done -> Response.noContent().build());
    }

    private static AccountTerms terms(Checks checks, SignUp wish) {
        String name = checks.label("name", wish.name);
        String currency = checks.currency("currency", wish.currency);
        String zone = checks.zone("zone", wish.zone);
        checks.done();
        return new AccountTerms(new Label(name), false, true, currency, zone);
    }

    private static LinkHash hash(@Nullable String token) {
        Checks checks = new Checks();
        String text = checks.text("token", token);
        checks.done();
        return LinkHash.of(new Secret(text).hash());
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(text.length(), Invitee.LONGEST_MESSAGE));
    }
}
