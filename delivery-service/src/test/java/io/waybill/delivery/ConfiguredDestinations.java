package io.waybill.delivery;

import io.waybill.delivery.destination.Destination;
import io.waybill.delivery.destination.Destinations;
import io.waybill.delivery.destination.Escalation;
import io.waybill.delivery.destination.Hours;
import io.waybill.delivery.destination.Limits;
import io.waybill.delivery.destination.Transport;
import io.waybill.language.Retry;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Destinations as a test wants them, for tests of what follows from how they are configured. */
@Alternative
@Singleton
public class ConfiguredDestinations implements Destinations {

    private static final Map<UUID, Destination> BY_ID = new ConcurrentHashMap<>();

    @Override
    public Optional<Destination> find(UUID account, UUID id) {
        return Optional.ofNullable(BY_ID.get(id))
                .filter(destination -> destination.accountId().equals(account));
    }

    /** One that is tried again for an hour. */
    static Destination patient(UUID account) {
        return with(
                account,
                new Retry(
                        Retry.standard().on(),
                        Duration.ofMillis(100),
                        Duration.ofMillis(400),
                        20,
                        Duration.ofHours(1)),
                Optional.empty());
    }

    /** The same, with such pauses that no second attempt fits into settling. */
    static Destination slow(UUID account) {
        return with(
                account,
                new Retry(
                        Retry.standard().on(),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(10),
                        20,
                        Duration.ofHours(1)),
                Optional.empty());
    }

    /** One that never opens. */
    static Destination closed(UUID account) {
        return with(account, Retry.standard(), Optional.of(new Hours(ZoneOffset.UTC, Map.of())));
    }

    private static Destination with(UUID account, Retry retry, Optional<Hours> hours) {
        Destination destination =
                new Destination(
                        UUID.randomUUID(),
                        account,
                        "Acme",
                        1,
                        new Transport.Http(),
                        Map.of(),
                        Optional.empty(),
                        Limits.standard(),
                        retry,
                        hours,
                        Optional.empty(),
                        true,
                        Escalation.NOBODY,
                        true);
        BY_ID.put(destination.id(), destination);
        return destination;
    }
}
