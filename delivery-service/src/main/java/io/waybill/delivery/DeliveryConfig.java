package io.waybill.delivery;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings of this service. */
@ConfigMapping(prefix = "waybill.delivery")
public interface DeliveryConfig {

    /** How many attempts may be on their way at once. */
    @WithDefault("1000")
    int inFlight();

    /** How many of them to one destination. */
    @WithDefault("64")
    int inFlightPerDestination();

    /**
     * How many open deliveries one instance keeps, as far as its memory allows; beyond that it
     * takes no further requests.
     */
    @WithDefault("200000")
    int open();

    /**
     * How many deliveries may wait in memory for a turn of one destination; what is over settles at
     * once and is sent later.
     */
    @WithDefault("20000")
    int waitingPerDestination();

    /** Failed attempts in a row after which those who look after a destination are told. */
    @WithDefault("5")
    int notifyAfter();

    /** Failed attempts in a row after which others are told. */
    @WithDefault("10")
    int notifyOthersAfter();

    /** Failed attempts in a row after which a destination is paused. */
    @WithDefault("20")
    int pauseAfter();

    /**
     * The pause before the first probe of a paused destination; it doubles with each further one.
     */
    @WithDefault("5s")
    Duration firstProbe();

    /** The longest pause between probes. */
    @WithDefault("5m")
    Duration longestProbe();

    @WithDefault("5s")
    Duration connectTimeout();

    /** The pause before the first retry; it doubles with each further one. */
    @WithDefault("1s")
    Duration firstRetry();

    /** How long an end in order waits for attempts that are on their way. */
    @WithDefault("4s")
    Duration drain();

    /** How long an instance may be silent before others take its deliveries over. */
    @WithDefault("10s")
    Duration lease();

    /** How often it is looked whether a batch is due. */
    @WithDefault("1s")
    Duration batchRhythm();

    /**
     * How long a settled delivery is kept. Longer than delivery.requests keeps a request, so that
     * one that is read again is always recognised.
     */
    @WithDefault("8d")
    Duration keep();

    /** The installation's mail server, by which e-mail goes out. */
    Mail mail();

    /** Where e-mail is handed in. */
    interface Mail {
        @WithDefault("localhost")
        String host();

        @WithDefault("25")
        int port();

        /** Stands as sender in each e-mail. */
        @WithDefault("waybill@localhost")
        String from();

        Optional<String> username();

        Optional<String> password();

        @WithDefault("optional")
        MailTls tls();

        /** How many e-mails are handed in at once. */
        @WithDefault("10")
        int connections();
    }

    /** How the connection to the mail server is protected. */
    enum MailTls {
        NONE,
        /** Where the server offers it. */
        OPTIONAL,
        REQUIRED,
        /** From the first byte. */
        IMPLICIT
    }

    /** A PEM file of authorities that are believed besides those that Java ships with. */
    Optional<Path> trustedCertificates();

    /**
     * Hosts that are not public and may be delivered to all the same: {@code host}, {@code
     * host:port} or {@code host:first-last}.
     */
    Optional<List<String>> privateDestinations();
}
