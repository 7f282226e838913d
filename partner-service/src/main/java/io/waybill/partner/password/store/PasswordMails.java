package io.waybill.partner.password.store;

import io.smallrye.mutiny.Uni;
import io.waybill.partner.account.store.UserAccess.Found;
import io.waybill.partner.mail.store.Outgoing;
import io.waybill.partner.mail.template.Mail;
import io.waybill.partner.mail.template.MailTemplates;
import io.waybill.partner.mail.template.PublicAddress;
import io.waybill.partner.password.PasswordReset;
import io.waybill.partner.session.crypto.Secret;
import io.waybill.partner.store.Writing;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;

/** Writes to somebody whose password is to be reset, or was. */
@Singleton
final class PasswordMails {

    private static final Duration NEWS_FOR = Duration.ofDays(2);

    private final MailTemplates templates;
    private final Outgoing outgoing;
    private final PublicAddress address;

    PasswordMails(MailTemplates templates, Outgoing outgoing, PublicAddress address) {
        this.templates = templates;
        this.outgoing = outgoing;
        this.address = address;
    }

    Uni<Void> link(Writing writing, Found user, Secret secret) {
        String link = address.link("password", secret.text());
        return outgoing.send(
                writing,
                user.accountId(),
                user.email(),
                templates.write(Mail.PASSWORD_RESET, Map.of("link", link)),
                writing.now().plus(PasswordReset.LIFETIME));
    }

    Uni<Void> changed(Writing writing, Found user) {
        return outgoing.send(
                writing,
                user.accountId(),
                user.email(),
                templates.write(Mail.PASSWORD_CHANGED, Map.of("address", address.url())),
                writing.now().plus(NEWS_FOR));
    }
}
