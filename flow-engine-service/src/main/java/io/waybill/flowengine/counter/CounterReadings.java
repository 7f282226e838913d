package io.waybill.flowengine.counter;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What decisions read of a lane's counters. */
public interface CounterReadings {

    /** What the counter stands at, also when its window is over. */
    Optional<CounterState> counter(CounterName name);

    /**
     * The definition of a cap that was opened since it came into the live version; empty: it
     * begins.
     *
     * @param identity {@link CounterName#identity}
     */
    Optional<String> definition(String identity);

    /** What has ended in success from a moment on. */
    Tally tally(CapScope scope, Instant from);

    /** The lead that is known by this key, also when its window is over. */
    Optional<DuplicateEntry> duplicate(String key);

    /**
     * Hexadecimal HMAC of values under the account's key.
     *
     * @param purpose keeps uses apart
     */
    String digest(String purpose, List<String> values);
}
