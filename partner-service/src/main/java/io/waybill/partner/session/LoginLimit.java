package io.waybill.partner.session;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How often signing in may fail for one address: five times in fifteen minutes. Unknown addresses
 * are counted as known ones are, so that the limit tells nothing. An attempt counts from its start,
 * so that many at once do not get past the limit. Remembers a bounded number of addresses, the
 * latest ones. Safe for many threads.
 */
public final class LoginLimit {

    public static final int ALLOWED = 5;
    public static final Duration WINDOW = Duration.ofMinutes(15);

    private final Map<String, Attempts> byAddress;

    private record Attempts(int count, Instant since) {

        boolean isOver(Instant now) {
            return !now.isBefore(since.plus(WINDOW));
        }
    }

    public LoginLimit(int addresses) {
        byAddress =
                new LinkedHashMap<>(16, 0.75f, true) {
                    @Override
                    protected boolean removeEldestEntry(Map.Entry<String, Attempts> eldest) {
                        return size() > addresses;
                    }
                };
    }

    /** Begins an attempt, or says how long the address has to wait before its next. */
    public synchronized Optional<Duration> begin(String address, Instant now) {
        Attempts before = byAddress.get(address);
        if (before == null || before.isOver(now)) {
            byAddress.put(address, new Attempts(1, now));
            return Optional.empty();
        }
        if (before.count >= ALLOWED) {
            return Optional.of(Duration.between(now, before.since.plus(WINDOW)));
        }
        byAddress.put(address, new Attempts(before.count + 1, before.since));
        return Optional.empty();
    }

    public synchronized void succeeded(String address) {
        byAddress.remove(address);
    }

    /** The attempt could not be judged, for a reason on our side: it does not count. */
    public synchronized void withdraw(String address) {
        byAddress.computeIfPresent(
                address,
                (key, attempts) ->
                        attempts.count <= 1
                                ? null
                                : new Attempts(attempts.count - 1, attempts.since));
    }
}
