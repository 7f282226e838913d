package io.waybill.delivery;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
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

    /** How many open deliveries one instance keeps; beyond that it takes no further requests. */
    @WithDefault("200000")
    int open();

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

    /**
     * How long a settled delivery is kept. Longer than delivery.requests keeps a request, so that
     * one that is read again is always recognised.
     */
    @WithDefault("8d")
    Duration keep();

    /**
     * Hosts that are not public and may be delivered to all the same: {@code host}, {@code
     * host:port} or {@code host:first-last}.
     */
    Optional<List<String>> privateDestinations();
}
