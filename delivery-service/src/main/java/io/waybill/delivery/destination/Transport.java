package io.waybill.delivery.destination;

import java.util.List;
import java.util.Optional;

/** How leads travel, and what of the address is not among the delivery settings. */
public sealed interface Transport {

    /** By a request; the settings say to which URL. */
    record Http() implements Transport {}

    /**
     * By e-mail. Every part is a template over the lead.
     *
     * @param text the plain body; empty only where there is a page
     * @param html the body as a page
     */
    record Mail(List<String> to, String subject, Optional<String> text, Optional<String> html)
            implements Transport {
        public Mail {
            to = List.copyOf(to);
        }
    }

    /**
     * As a file over SSH. The user and the password or key are the destination's credential.
     *
     * @param directory where files are put; empty: where the log-in lands
     * @param fileName a template over the lead or the batch
     * @param hostKey fingerprint of the server, {@code SHA256:...}; another server is refused
     */
    record Sftp(String host, int port, String directory, String fileName, String hostKey)
            implements Transport {}

    /**
     * As a file by FTP. The user and the password are the destination's credential.
     *
     * @param directory where files are put; empty: where the log-in lands
     * @param fileName a template over the lead or the batch
     */
    record Ftp(String host, int port, String directory, String fileName, Tls tls)
            implements Transport {}

    /** How an FTP connection is protected. */
    enum Tls {
        NONE,
        /** Begun in clear and protected before the log-in. */
        EXPLICIT,
        /** Protected from the first byte. */
        IMPLICIT
    }
}
