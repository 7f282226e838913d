package io.waybill.delivery.request.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Whose certificates are believed: those that Java ships with, and those of the installation. */
public final class Trust {

    private final TrustManagerFactory factory;

    /**
     * @param more a PEM file of further authorities
     * @throws IllegalStateException where the file cannot be read
     */
    public Trust(Optional<Path> more) {
        try {
            KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
            all.load(null, null);
            int number = 0;
            for (X509Certificate known : standard()) {
                all.setCertificateEntry("standard-" + number++, known);
            }
            if (more.isPresent()) {
                for (Certificate own : certificates(more.get())) {
                    all.setCertificateEntry("own-" + number++, own);
                }
            }
            factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(all);
        } catch (GeneralSecurityException | IOException unusable) {
            throw new IllegalStateException("The trusted certificates cannot be read", unusable);
        }
    }

    public TrustManagerFactory factory() {
        return factory;
    }

    private static X509Certificate[] standard() throws GeneralSecurityException {
        TrustManagerFactory ships =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        ships.init((KeyStore) null);
        for (TrustManager manager : ships.getTrustManagers()) {
            if (manager instanceof X509TrustManager certificates) {
                return certificates.getAcceptedIssuers();
            }
        }
        return new X509Certificate[0];
    }

    private static Iterable<? extends Certificate> certificates(Path file)
            throws GeneralSecurityException {
        try (InputStream in = Files.newInputStream(file)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(in);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
