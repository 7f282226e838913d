package io.waybill.partner.mail.template;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where links in mails lead to. */
@Singleton
public final class PublicAddress {

    private final String url;

    PublicAddress(@ConfigProperty(name = "waybill.public-url") String url) {
        this.url = url.replaceAll("/+$", "");
    }

    public String url() {
        return url;
    }

    /** The secret stands behind a {@code #}: browsers send it to no server, and none logs it. */
    public String link(String page, String secret) {
        return url + "/" + page + "#" + secret;
    }
}
