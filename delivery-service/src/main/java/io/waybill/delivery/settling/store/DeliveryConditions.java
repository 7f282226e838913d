package io.waybill.delivery.settling.store;

import io.waybill.delivery.settling.DeliveryFilter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** The conditions of a list of deliveries and their parameters. */
final class DeliveryConditions {

    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> parameters = new LinkedHashMap<>();

    private DeliveryConditions() {}

    static DeliveryConditions of(UUID account, DeliveryFilter filter) {
        DeliveryConditions made = new DeliveryConditions();
        made.add("accountId = :account", "account", Optional.of(account));
        made.add("leadId = :lead", "lead", filter.leadId());
        made.add("stepId = :step", "step", filter.stepId());
        made.add("state = :state", "state", filter.state());
        made.add("outcome = :outcome", "outcome", filter.outcome());
        made.add("certain = :certain", "certain", filter.certain());
        made.add("acceptedAt >= :from", "from", filter.from());
        made.add("acceptedAt < :to", "to", filter.to());
        filter.destination().ifPresent(made::destination);
        return made;
    }

    private void destination(String text) {
        Optional<UUID> id = id(text);
        if (id.isPresent()) {
            add("destinationId = :destination", "destination", id);
        } else {
            add("address = :destination", "destination", Optional.of(text));
        }
    }

    static Optional<UUID> id(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException anAddress) {
            return Optional.empty();
        }
    }

    void after(Instant at, UUID id, boolean oldestFirst) {
        String beyond = oldestFirst ? ">" : "<";
        conditions.add(
                "(acceptedAt %1$s :at or acceptedAt = :at and eventId %1$s :id)".formatted(beyond));
        parameters.put("at", at);
        parameters.put("id", id);
    }

    private void add(String condition, String name, Optional<?> value) {
        value.ifPresent(given -> {
            conditions.add(condition);
            parameters.put(name, given);
        });
    }

    String text() {
        return String.join(" and ", conditions);
    }

    <T> Mutiny.SelectionQuery<T> bind(Mutiny.SelectionQuery<T> query) {
        parameters.forEach(query::setParameter);
        return query;
    }
}
