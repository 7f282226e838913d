package io.waybill.eventsourcing.store;

import java.time.Duration;

/**
 * @param batch rows that are published at a time
 * @param poll how often the outbox is looked at when nobody wakes the relay, and how long it waits
 *     after a failure
 * @param acknowledgement how long to wait for acknowledgements before publishing again
 */
public record RelaySettings(int batch, Duration poll, Duration acknowledgement) {

    public static final RelaySettings DEFAULT =
            new RelaySettings(500, Duration.ofSeconds(1), Duration.ofSeconds(30));
}
