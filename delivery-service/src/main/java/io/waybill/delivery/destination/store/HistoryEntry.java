package io.waybill.delivery.destination.store;

import io.waybill.delivery.v1.CredentialChanged;
import io.waybill.delivery.v1.CredentialCreated;
import io.waybill.delivery.v1.CredentialDeleted;
import io.waybill.delivery.v1.DestinationChanged;
import io.waybill.delivery.v1.DestinationCreated;
import io.waybill.delivery.v1.DestinationDeleted;
import io.waybill.delivery.v1.DestinationDisabled;
import io.waybill.delivery.v1.DestinationEnabled;
import io.waybill.meta.v1.EventMeta;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/**
 * One event of a definition as its owner reads it.
 *
 * @param revision that it had from then on
 * @param by {@code user:<id>} or {@code api-key:<id>}
 * @param event created, changed, disabled, enabled, deleted, renamed, replaced, rotated or
 *     rotation_ended
 * @param changed places in the definition that are other than before, as {@code settings.url}; what
 *     they hold is not told
 */
public record HistoryEntry(
        long revision, Instant at, String by, String event, List<String> changed) {

    static final Set<String> RECORDS =
            Stream.of(
                            DestinationCreated.getClassSchema(),
                            DestinationChanged.getClassSchema(),
                            DestinationDisabled.getClassSchema(),
                            DestinationEnabled.getClassSchema(),
                            DestinationDeleted.getClassSchema(),
                            CredentialCreated.getClassSchema(),
                            CredentialChanged.getClassSchema(),
                            CredentialDeleted.getClassSchema())
                    .map(Schema::getFullName)
                    .collect(Collectors.toUnmodifiableSet());

    static HistoryEntry of(SpecificRecord event, Optional<String> before, EventMeta meta) {
        return switch (event) {
            case DestinationCreated e -> entry(meta, e.getBy(), "created");
            case DestinationChanged e ->
                    new HistoryEntry(
                            meta.getSequence(),
                            meta.getOccurredAt(),
                            e.getBy(),
                            "changed",
                            changed(before.orElse("{}"), e.getDefinition()));
            case DestinationDisabled e -> entry(meta, e.getBy(), "disabled");
            case DestinationEnabled e -> entry(meta, e.getBy(), "enabled");
            case DestinationDeleted e -> entry(meta, e.getBy(), "deleted");
            case CredentialCreated e -> entry(meta, e.getBy(), "created");
            case CredentialChanged e -> entry(meta, e.getBy(), e.getChange());
            case CredentialDeleted e -> entry(meta, e.getBy(), "deleted");
            default -> throw new IllegalStateException("Not of a definition: " + event.getSchema());
        };
    }

    /** Of an event that tells one of a destination. */
    static Optional<String> definition(SpecificRecord event) {
        return switch (event) {
            case DestinationCreated e -> Optional.of(e.getDefinition());
            case DestinationChanged e -> Optional.of(e.getDefinition());
            default -> Optional.empty();
        };
    }

    private static HistoryEntry entry(EventMeta meta, String by, String event) {
        return new HistoryEntry(meta.getSequence(), meta.getOccurredAt(), by, event, List.of());
    }

    private static List<String> changed(String before, String after) {
        Map<String, Object> old = flat("", DefinitionJson.read(before), new TreeMap<>());
        Map<String, Object> now = flat("", DefinitionJson.read(after), new TreeMap<>());
        Set<String> places = new TreeSet<>(old.keySet());
        places.addAll(now.keySet());
        places.removeIf(place -> Objects.equals(old.get(place), now.get(place)));
        return List.copyOf(places);
    }

    private static Map<String, Object> flat(
            String path, Map<?, ?> json, Map<String, Object> places) {
        json.forEach((key, value) -> {
            String place = path.isEmpty() ? key.toString() : path + "." + key;
            if (value instanceof Map<?, ?> nested) {
                flat(place, nested, places);
            } else if (value != null) {
                places.put(place, value);
            }
        });
        return places;
    }
}
