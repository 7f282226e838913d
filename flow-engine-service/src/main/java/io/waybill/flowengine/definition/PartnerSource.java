package io.waybill.flowengine.definition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The source that stands for a seller in its buyer's flow. Its connection is named in it, by which
 * it is found again.
 *
 * @param open the source that takes the seller's leads; empty once the connection has ended or
 *     leads somewhere else
 */
public record PartnerSource(UUID connectionId, Optional<UUID> open, String name) {

    private static final String SOURCES = "sources";
    private static final String CONNECTION = "connection_id";
    private static final String ENABLED = "enabled";

    /** The definition with the source as it has to be; empty where nothing changes. */
    public Optional<Map<String, Object>> in(Map<String, Object> definition) {
        List<Object> sources = new ArrayList<>();
        boolean known = false;
        boolean changed = false;
        if (definition.get(SOURCES) instanceof List<?> items) {
            for (Object item : items) {
                if (item instanceof Map<?, ?> source && isOfConnection(source)) {
                    boolean isOpen = isOpen(source);
                    known |= isOpen;
                    changed |= isOpen == Boolean.FALSE.equals(source.get(ENABLED));
                    sources.add(with(source, isOpen));
                } else {
                    sources.add(item);
                }
            }
        }
        if (!known && open.isPresent()) {
            changed = true;
            sources.add(made(open.get()));
        }
        Map<String, Object> copy = new LinkedHashMap<>(definition);
        copy.put(SOURCES, sources);
        return changed ? Optional.of(copy) : Optional.empty();
    }

    private boolean isOfConnection(Map<?, ?> source) {
        return isOpen(source) || connectionId.toString().equals(source.get(CONNECTION));
    }

    private boolean isOpen(Map<?, ?> source) {
        return open.map(UUID::toString).filter(id -> id.equals(source.get("id"))).isPresent();
    }

    private static Map<String, Object> with(Map<?, ?> source, boolean enabled) {
        Map<String, Object> copy = new LinkedHashMap<>();
        source.forEach((key, value) -> copy.put(key.toString(), value));
        copy.put(ENABLED, enabled);
        return copy;
    }

    private Map<String, Object> made(UUID id) {
        Map<String, Object> source = new LinkedHashMap<>();
        source.put("id", id.toString());
        source.put("name", name);
        source.put(CONNECTION, connectionId.toString());
        source.put(ENABLED, true);
        return source;
    }
}
