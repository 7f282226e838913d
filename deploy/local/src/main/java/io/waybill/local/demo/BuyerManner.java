package io.waybill.local.demo;

import java.time.Duration;
import java.util.Locale;

/**
 * How a buyer of the demo behaves. What it answers follows from the Event ID alone, so that a
 * repeat is answered alike.
 */
enum BuyerManner {
    ACCEPTS("Acme Home Loans"),
    REFUSES_SOME("Picky Lending"),
    SLOW("Tortoise Mutual"),
    FAILS_AT_TIMES("Flaky Finance");

    private final String buyer;

    BuyerManner(String buyer) {
        this.buyer = buyer;
    }

    /** What a buyer answers, and how long it takes for it. */
    record Reply(int status, String body, Duration delay) {}

    String buyer() {
        return buyer;
    }

    /** The key of its step and the name of its log. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @param handOver counts how often this Event ID was handed over, from 1
     */
    Reply replyTo(String eventId, int handOver) {
        int share = Math.floorMod(eventId.hashCode(), 12);
        return switch (this) {
            case ACCEPTS -> accepted(Duration.ofMillis(20));
            case REFUSES_SOME ->
                    share < 4
                            ? new Reply(
                                    422,
                                    "{\"reason\":\"We have this person already\"}",
                                    Duration.ofMillis(40))
                            : accepted(Duration.ofMillis(40));
            case SLOW -> accepted(Duration.ofMillis(900 + 150L * share));
            case FAILS_AT_TIMES ->
                    share < 2 || share == 2 && handOver == 1
                            ? new Reply(503, "{\"reason\":\"Out of order\"}", Duration.ofMillis(20))
                            : accepted(Duration.ofMillis(20));
        };
    }

    private static Reply accepted(Duration delay) {
        return new Reply(200, "{\"outcome\":\"success\"}", delay);
    }
}
