package io.waybill.delivery.settling.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How often people are told the same of a destination: one that fails and answers by turns would
 * fill their letter boxes. Safe for use by many threads.
 */
final class NoticeRate {

    /** Of one kind, for one destination. */
    static final Duration EVERY = Duration.ofMinutes(10);

    private static final int MANY = 10_000;

    private final Map<Told, Instant> told = new ConcurrentHashMap<>();

    private record Told(UUID destination, String kind) {}

    /** Whether it may be told now; it is told then. */
    boolean allows(UUID destination, String kind, Instant now) {
        if (told.size() > MANY) {
            told.values().removeIf(at -> isOver(at, now));
        }
        Told what = new Told(destination, kind);
        Instant before = told.putIfAbsent(what, now);
        return before == null || (isOver(before, now) && told.replace(what, before, now));
    }

    private static boolean isOver(Instant told, Instant now) {
        return !told.plus(EVERY).isAfter(now);
    }
}
