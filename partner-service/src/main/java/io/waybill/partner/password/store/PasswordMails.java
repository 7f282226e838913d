package io.waybill.partner.password.store;

import io.smallrye.mutiny.Uni;
import io.waybill.partner.account.store.UserAccess.Found;
import io.waybill.partner.mail.store.Outgoing;
import io.waybill.partner.mail.template.Mail;
import io.waybill.partner.mail.template.MailTemplates;
import io.waybill.partner.password.PasswordReset;
import io.waybill.partner.session.crypto.Secret;
import io.waybill.partner.store.Writing;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Writes to somebody whose password is to be reset, or was. */
@Singleton
final class PasswordMails {

    private static final Duration NEWS_FOR = Duration.ofDays(2);

    private final MailTemplates templates;
    private final Outgoing outgoing;
    private final String publicUrl;

    PasswordMails(
            MailTemplates templates,
            Outgoing outgoing,
            @ConfigProperty(name = "waybill.public-url", defaultValue = "/") String publicUrl) {
        this.templates = templates;
        this.outgoing = outgoing;
        this.publicUrl = publicUrl.replaceAll("/+$", "");
    }

    /** The secret stands behind a {@code #}, as in an invitation. */
    Uni<Void> link(Writing writing, Found user, Secret secret) {
        String link = publicUrl + "/password#" + secret.text();
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
                templates.write(Mail.PASSWORD_CHANGED, Map.of("address", publicUrl)),
                writing.now().plus(NEWS_FOR));
    }
}
