package io.waybill.flowengine.leadrun;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What of a lead leaves over a connection: the shared fields, and nothing that stands in them. */
final class SharedLead {

    private final Set<String> share;

    private SharedLead(Set<String> share) {
        this.share = share;
    }

    /**
     * @param data as submitted: fields with dots may be nested or stand under their whole name
     * @param share ids of fields
     */
    static Map<String, Object> of(Map<String, Object> data, List<String> share) {
        return new SharedLead(Set.copyOf(share)).of("", data);
    }

    private Map<String, Object> of(String prefix, Map<?, ?> values) {
        Map<String, Object> shared = new LinkedHashMap<>();
        values.forEach((key, value) ->
                of(prefix + key, value).ifPresent(kept -> shared.put(key.toString(), kept)));
        return shared;
    }

    /** An object holds other fields: it never leaves as the value of one. */
    private Optional<Object> of(String field, Object value) {
        return switch (value) {
            case null -> Optional.empty();
            case Map<?, ?> nested -> {
                Map<String, Object> inner = of(field + ".", nested);
                yield inner.isEmpty() ? Optional.empty() : Optional.of(inner);
            }
            case List<?> items -> {
                List<Object> kept = new ArrayList<>();
                items.forEach(item -> of(field, item).ifPresent(kept::add));
                yield kept.isEmpty() ? Optional.empty() : Optional.of(kept);
            }
            default -> share.contains(field) ? Optional.of(value) : Optional.empty();
        };
    }
}
