package io.waybill.partner.team.store;

import io.smallrye.mutiny.Uni;
import io.waybill.partner.account.Label;
import io.waybill.partner.account.store.AccountFacts;
import io.waybill.partner.account.store.ColleagueView;
import io.waybill.partner.mail.Letter;
import io.waybill.partner.mail.store.Outgoing;
import io.waybill.partner.mail.template.Mail;
import io.waybill.partner.mail.template.MailTemplates;
import io.waybill.partner.mail.template.PublicAddress;
import io.waybill.partner.session.crypto.Secret;
import io.waybill.partner.store.Writing;
import jakarta.inject.Singleton;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/** Writes to who is invited to be a user of an account. */
@Singleton
final class ColleagueMails {

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    private final AccountFacts accounts;
    private final MailTemplates templates;
    private final Outgoing outgoing;
    private final PublicAddress address;

    ColleagueMails(
            AccountFacts accounts,
            MailTemplates templates,
            Outgoing outgoing,
            PublicAddress address) {
        this.accounts = accounts;
        this.templates = templates;
        this.outgoing = outgoing;
        this.address = address;
    }

    Uni<Void> send(Writing writing, ColleagueView colleague, Secret secret) {
        return accounts.name(writing.session(), colleague.accountId())
                .chain(account ->
                        outgoing.send(
                                writing,
                                colleague.accountId(),
                                colleague.email(),
                                letter(account, colleague, secret),
                                colleague.times().expiresAt()));
    }

    private Letter letter(Label account, ColleagueView colleague, Secret secret) {
        return templates.write(
                Mail.COLLEAGUE,
                Map.of(
                        "account",
                        account.text(),
                        "role",
                        colleague.role().text(),
                        "until",
                        MOMENT.format(colleague.times().expiresAt()),
                        "link",
                        address.link("colleague", secret.text())));
    }
}
