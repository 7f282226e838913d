package io.waybill.partner.invitation.store;

import io.smallrye.mutiny.Uni;
import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.partner.account.Label;
import io.waybill.partner.account.store.AccountFacts;
import io.waybill.partner.invitation.Invitee;
import io.waybill.partner.mail.Letter;
import io.waybill.partner.mail.store.Outgoing;
import io.waybill.partner.mail.template.Mail;
import io.waybill.partner.mail.template.MailTemplates;
import io.waybill.partner.mail.template.PublicAddress;
import io.waybill.partner.session.crypto.Secret;
import io.waybill.partner.store.FieldIds;
import io.waybill.partner.store.Writing;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes to who is invited. The link carries its secret behind a {@code #}: browsers keep that part
 * to themselves, so that it stands in no log and in no referrer.
 */
@Singleton
final class InvitationMails {

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    private final AccountFacts accounts;
    private final MailTemplates templates;
    private final Outgoing outgoing;
    private final SentMails sent;
    private final PublicAddress address;

    InvitationMails(
            AccountFacts accounts,
            MailTemplates templates,
            Outgoing outgoing,
            SentMails sent,
            PublicAddress address) {
        this.accounts = accounts;
        this.templates = templates;
        this.outgoing = outgoing;
        this.sent = sent;
        this.address = address;
    }

    Uni<Void> send(Writing writing, InvitationStore.Done done, Secret secret) {
        InvitationRow row = done.row();
        return accounts.name(writing.session(), row.sellerId)
                .chain(seller ->
                        outgoing.send(
                                writing,
                                row.sellerId,
                                row.invitee(done.key()).email(),
                                letter(row, done.key(), seller, secret),
                                row.expiresAt))
                .chain(() -> sent.note(writing, row));
    }

    private Letter letter(InvitationRow row, DataKey key, Label seller, Secret secret) {
        Invitee invitee = row.invitee(key);
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("seller", seller.text());
        values.put("name", invitee.name().text());
        values.put("message", invitee.message().orElse(null));
        values.put("fields", String.join(", ", FieldIds.ids(row.fields)));
        values.put("until", moment(row.expiresAt));
        values.put("link", address.link("invitation", secret.text()));
        return templates.write(Mail.INVITATION, values);
    }

    private static String moment(Instant at) {
        return MOMENT.format(at);
    }
}
