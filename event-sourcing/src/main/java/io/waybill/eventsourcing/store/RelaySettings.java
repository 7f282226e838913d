package io.waybill.eventsourcing.store;

import java.time.Duration;

/**
 * @param rows how many are published at a time at most
 * @param bytes how many the payloads of these have together, but for the last one that is more
 * @param poll how often the outbox is looked at when nobody wakes the relay, and how long it leaves
 *     alone what has failed once
 * @param acknowledgement how long to wait for acknowledgements before publishing again
 */
public record RelaySettings(int rows, long bytes, Duration poll, Duration acknowledgement) {

    public static final RelaySettings DEFAULT =
            new RelaySettings(500, 4L << 20, Duration.ofSeconds(1), Duration.ofSeconds(30));
}
