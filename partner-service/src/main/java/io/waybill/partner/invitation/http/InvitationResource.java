package io.waybill.partner.invitation.http;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.smallrye.mutiny.Uni;
import io.waybill.partner.account.EmailAddress;
import io.waybill.partner.account.Label;
import io.waybill.partner.account.http.Author;
import io.waybill.partner.account.http.Checks;
import io.waybill.partner.account.http.Cursors;
import io.waybill.partner.invitation.InvitationCommand.Offer;
import io.waybill.partner.invitation.Invitee;
import io.waybill.partner.invitation.store.InvitationReader;
import io.waybill.partner.invitation.store.SentInvitations;
import io.waybill.partner.invitation.store.SentInvitations.Seller;
import io.waybill.servicekit.auth.Caller;
import io.waybill.servicekit.auth.Managed;
import io.waybill.servicekit.paging.Cursor;
import io.waybill.servicekit.paging.Page;
import io.waybill.servicekit.problem.ProblemException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a seller does with its invitations. */
@Path("/api/invitations")
@Managed
final class InvitationResource {

    private static final int MOST_FIELDS = 500;
    private static final Pattern STEP_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    /**
     * What a mail server is told without quoting; nothing else is delivered by this installation.
     */
    private static final Pattern MAILABLE =
            Pattern.compile(
                    "[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@"
                            + "[A-Za-z0-9](?:[A-Za-z0-9-]{0,62})(?:\\.[A-Za-z0-9-]{1,63})*");

    private static final Pattern FIELD_ID = Pattern.compile("[A-Za-z0-9_.-]{1,100}");

    private final SentInvitations invitations;
    private final InvitationReader reader;
    private final Caller caller;

    InvitationResource(SentInvitations invitations, InvitationReader reader, Caller caller) {
        this.invitations = invitations;
        this.reader = reader;
        this.caller = caller;
    }

    /** A wish to invite somebody; name and email are needed. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Wish(
            @Nullable String name,
            @Nullable String email,
            @Nullable String message,
            @Nullable List<String> fields,
            @Nullable UUID flowId,
            @Nullable String stepId) {

        static final Wish NOTHING = new Wish(null, null, null, null, null, null);

        @Override
        public String toString() {
            return "Wish[masked]";
        }
    }

    /** The answer is the same whether or not the address is known here. */
    @POST
    public Uni<Response> send(@Nullable Wish given) {
        Wish wish = given == null ? Wish.NOTHING : given;
        Checks checks = new Checks();
        String name = checks.label("name", wish.name);
        String email = checks.email("email", wish.email);
        if (EmailAddress.isValid(email) && !MAILABLE.matcher(email).matches()) {
            checks.wrong("email", "is no address to which mails are sent from here");
        }
        Optional<String> message = message(checks, wish.message);
        Offer offer = offer(checks, wish);
        checks.done();
        return invitations
                .send(
                        seller(),
                        new Invitee(new Label(name), new EmailAddress(email), message),
                        offer)
                .onFailure()
                .transform(Refusals::told)
                .map(sent ->
                        Response.created(URI.create("/api/invitations/" + sent.id()))
                                .entity(InvitationBody.of(sent))
                                .build());
    }

    @GET
    public Uni<Page<InvitationBody>> list(
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        int count = Page.limit(limit);
        return reader.all(caller.accountId(), Cursors.after(cursor), count + 1)
                .map(found -> Page.of(found, count, one -> Cursor.of(one.id().toString())))
                .map(page -> page.map(InvitationBody::of));
    }

    @GET
    @Path("/{id}")
    public Uni<InvitationBody> one(UUID id) {
        return reader.one(caller.accountId(), id)
                .map(found ->
                        found.map(InvitationBody::of)
                                .orElseThrow(() -> ProblemException.notFound("invitation")));
    }

    /** Another mail with a new link; the one before works no more. */
    @POST
    @Path("/{id}/resend")
    public Uni<InvitationBody> resend(UUID id) {
        return invitations
                .resend(seller(), id)
                .onFailure()
                .transform(Refusals::told)
                .map(InvitationBody::of);
    }

    /** Revoking again is no error. */
    @POST
    @Path("/{id}/revoke")
    public Uni<Response> revoke(UUID id) {
        return invitations
                .revoke(seller(), id)
                .onFailure()
                .transform(Refusals::told)
                .map(done -> Response.noContent().build());
    }

    private Seller seller() {
        return new Seller(caller.accountId(), Author.of(caller.actor()));
    }

    private static Optional<String> message(Checks checks, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        if (text.length() > Invitee.LONGEST_MESSAGE) {
            checks.wrong("message", "must have at most " + Invitee.LONGEST_MESSAGE + " characters");
            return Optional.empty();
        }
        return Optional.of(text.strip());
    }

    private static Offer offer(Checks checks, Wish wish) {
        List<String> fields = wish.fields == null ? List.of() : wish.fields;
        if (fields.size() > MOST_FIELDS
                || fields.stream().anyMatch(id -> id == null || !FIELD_ID.matcher(id).matches())) {
            checks.wrong("fields", "must be at most " + MOST_FIELDS + " ids of fields");
        }
        if (wish.stepId != null && !STEP_ID.matcher(wish.stepId).matches()) {
            checks.wrong("step_id", "is not the id of a step");
        }
        checks.done();
        return new Offer(
                fields.stream().distinct().toList(),
                Optional.ofNullable(wish.flowId),
                Optional.ofNullable(wish.stepId));
    }
}
