package io.waybill.partner.account.store;

import io.waybill.eventsourcing.sealing.Hmacs;
import io.waybill.partner.account.EmailAddress;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Finds an address without storing it in clear: by HMAC with the installation's secret. */
@Singleton
public final class EmailIndex {

    private final byte[] secret;

    EmailIndex(@ConfigProperty(name = "waybill.installation-secret") Path file) throws IOException {
        secret = Base64.getDecoder().decode(Files.readString(file).strip());
    }

    public byte[] hmac(EmailAddress email) {
        return Hmacs.sha256(
                secret, "partner.email", email.folded().getBytes(StandardCharsets.UTF_8));
    }
}
