package io.waybill.partner.account.http;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.smallrye.mutiny.Uni;
import io.waybill.eventsourcing.Decision;
import io.waybill.eventsourcing.TimeOrderedIds;
import io.waybill.partner.PartnerConfig;
import io.waybill.partner.PartnerProblem;
import io.waybill.partner.account.AccountCommand.OpenAccount;
import io.waybill.partner.account.AccountEvent;
import io.waybill.partner.account.AccountRefusal;
import io.waybill.partner.account.AccountTerms;
import io.waybill.partner.account.EmailAddress;
import io.waybill.partner.account.Label;
import io.waybill.partner.account.store.AccountReader;
import io.waybill.partner.account.store.AccountStore;
import io.waybill.partner.account.store.AccountView;
import io.waybill.partner.account.store.EmailTaken;
import io.waybill.partner.session.crypto.Passwords;
import io.waybill.servicekit.auth.Caller;
import io.waybill.servicekit.auth.Managed;
import io.waybill.servicekit.problem.ProblemException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Path("/api/accounts")
final class AccountResource {

    private static final URI CURRENT = URI.create("/api/accounts/current");

    private final AccountStore accounts;
    private final AccountReader reader;
    private final Passwords passwords;
    private final PartnerConfig config;
    private final Caller caller;

    AccountResource(
            AccountStore accounts,
            AccountReader reader,
            Passwords passwords,
            PartnerConfig config,
            Caller caller) {
        this.accounts = accounts;
        this.reader = reader;
        this.passwords = passwords;
        this.config = config;
        this.caller = caller;
    }

    /** A request to open an account; what is left out of the last four has a default. */
    record Application(
            @Nullable String name,
            @Nullable String email,
            @Nullable String password,
            @Nullable Boolean sells,
            @Nullable Boolean buys,
            @Nullable String currency,
            @Nullable String zone) {

        @Override
        public String toString() {
            return "Application[masked]";
        }
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Opened(UUID accountId, UUID userId) {}

    @POST
    public Uni<Response> open(@Nullable Application application) {
        if (!config.signUpOpen()) {
            throw new ProblemException(
                    PartnerProblem.SIGN_UP_CLOSED, "Accounts are opened by invitation only here.");
        }
        Application given =
                application == null
                        ? new Application(null, null, null, null, null, null, null)
                        : application;
        Checks checks = new Checks();
        String password = checks.password("password", given.password);
        OpenAccount command = command(given, checks);
        return passwords
                .hash(password)
                .chain(hash -> accounts.open(command, hash))
                .onFailure(EmailTaken.class)
                .transform(taken ->
                        new ProblemException(
                                PartnerProblem.EMAIL_TAKEN,
                                "There is an account with this e-mail address."))
                .map(decision -> answer(command, decision));
    }

    @GET
    @Managed
    @Path("/current")
    public Uni<AccountBody> current() {
        return reader.account(caller.accountId())
                .map(found ->
                        found.map(AccountBody::of)
                                .orElseThrow(() -> ProblemException.notFound("account")));
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record AccountBody(
            UUID id,
            String name,
            boolean sells,
            boolean buys,
            String currency,
            String zone,
            String openedAt) {

        static AccountBody of(AccountView view) {
            return new AccountBody(
                    view.id(),
                    view.name(),
                    view.sells(),
                    view.buys(),
                    view.currency(),
                    view.zone(),
                    view.openedAt().toString());
        }
    }

    private static OpenAccount command(Application given, Checks checks) {
        String name = checks.label("name", given.name);
        String email = checks.email("email", given.email);
        String currency = checks.currency("currency", given.currency);
        String zone = checks.zone("zone", given.zone);
        boolean sells = Boolean.TRUE.equals(given.sells);
        boolean buys = Boolean.TRUE.equals(given.buys);
        if (!sells && !buys) {
            checks.wrong("sells", "an account sells, buys, or does both");
        }
        checks.done();
        return new OpenAccount(
                TimeOrderedIds.next(),
                new AccountTerms(new Label(name), sells, buys, currency, zone),
                TimeOrderedIds.next(),
                new EmailAddress(email));
    }

    private static Response answer(
            OpenAccount command, Decision<AccountEvent, AccountRefusal> decision) {
        Refusals.check(decision);
        return Response.created(CURRENT)
                .entity(new Opened(command.accountId(), command.ownerId()))
                .build();
    }
}
