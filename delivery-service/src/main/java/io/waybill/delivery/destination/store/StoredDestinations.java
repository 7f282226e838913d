package io.waybill.delivery.destination.store;

import io.waybill.delivery.destination.Destination;
import io.waybill.delivery.destination.DestinationReader;
import io.waybill.delivery.destination.Destinations;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The destinations of all accounts in memory. */
@Singleton
public final class StoredDestinations implements Destinations, DefinitionLearner {

    private static final String ZONE = "zone";
    private static final String DEFINITION = "definition";

    private final Map<UUID, Known> known = new ConcurrentHashMap<>();

    /** Empty where it was deleted. */
    private record Known(long revision, Optional<Destination> destination) {}

    StoredDestinations() {}

    @Override
    public Optional<Destination> find(UUID account, UUID id) {
        Known found = known.get(id);
        return found == null
                ? Optional.empty()
                : found.destination().filter(it -> it.accountId().equals(account));
    }

    @Override
    public boolean knows(UUID id) {
        return known.containsKey(id);
    }

    @Override
    public void learn(DefinitionView view) {
        if (view.kind() == DefinitionKind.DESTINATION) {
            known.compute(
                    view.id(),
                    (_, before) ->
                            before != null && before.revision() >= view.revision()
                                    ? before
                                    : new Known(view.revision(), destination(view)));
        }
    }

    /** The text that is stored: what was given, and the zone that it was given in. */
    static String body(Map<String, Object> given, String zone) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put(ZONE, zone);
        body.put(DEFINITION, given);
        return DefinitionJson.write(body);
    }

    /** What was given, secrets sealed. */
    public static Map<String, Object> given(DefinitionView view) {
        Map<String, Object> given = new LinkedHashMap<>();
        if (DefinitionJson.read(view.content().body()).get(DEFINITION) instanceof Map<?, ?> map) {
            map.forEach((name, value) -> given.put(name.toString(), value));
        }
        return given;
    }

    public static Optional<Destination> destination(DefinitionView view) {
        if (view.deleted()) {
            return Optional.empty();
        }
        Object zone = DefinitionJson.read(view.content().body()).get(ZONE);
        return Optional.of(
                DestinationReader.read(given(view), String.valueOf(zone))
                        .definition()
                        .at(view.id(), view.accountId(), view.revision(), view.enabled()));
    }
}
