package io.waybill.flowengine.definition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The Buyer Steps of a definition in JSON. */
public final class PartnerSteps {

    private static final String CONNECTION = "connection_id";
    private static final String STEPS = "steps";
    private static final String RECIPIENTS = "recipients";
    private static final String SHARE = "share";

    private final String connection;
    private final List<String> names = new ArrayList<>();

    private PartnerSteps(UUID connection) {
        this.connection = connection.toString();
    }

    /**
     * A definition without them.
     *
     * @param steps names of the steps that are not in it any more, or not connected any more
     */
    public record Without(Map<String, Object> definition, List<String> steps) {}

    /**
     * Takes them out. The last recipient of a routing step stays, unconnected: without recipients
     * the routing step could not run, and without it leads would be sold that nobody takes.
     */
    public static Without without(Map<String, Object> definition, UUID connection) {
        PartnerSteps found = new PartnerSteps(connection);
        Map<String, Object> copy = new LinkedHashMap<>(definition);
        if (definition.get(STEPS) instanceof List<?> steps) {
            copy.put(STEPS, found.kept(steps));
        }
        return new Without(copy, List.copyOf(found.names));
    }

    /**
     * A Buyer Step as a definition in JSON has it.
     *
     * @param share ids of fields
     */
    public record Found(
            String id,
            String name,
            boolean enabled,
            Optional<UUID> connectionId,
            List<String> share) {}

    /** All Buyer Steps, in routing steps too; also of a definition that cannot be deployed. */
    public static List<Found> in(Map<String, Object> definition) {
        List<Found> found = new ArrayList<>();
        collect(definition.get(STEPS), found);
        return List.copyOf(found);
    }

    private static void collect(@Nullable Object steps, List<Found> found) {
        if (!(steps instanceof List<?> items)) {
            return;
        }
        for (Object item : items) {
            if (item instanceof Map<?, ?> step) {
                if (PartnershipReader.BUYER.equals(step.get("type"))) {
                    found.add(found(step));
                }
                collect(step.get(RECIPIENTS), found);
            }
        }
    }

    private static Found found(Map<?, ?> step) {
        List<String> share =
                step.get(SHARE) instanceof List<?> fields
                        ? fields.stream()
                                .filter(String.class::isInstance)
                                .map(Object::toString)
                                .toList()
                        : List.of();
        return new Found(
                String.valueOf(step.get("id")),
                String.valueOf(step.get("name")),
                Boolean.TRUE.equals(step.get("enabled")),
                connectionOf(step),
                share);
    }

    private static Optional<UUID> connectionOf(Map<?, ?> step) {
        try {
            return step.get(CONNECTION) instanceof String id
                    ? Optional.of(UUID.fromString(id.strip()))
                    : Optional.empty();
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }

    /** Connections of Buyer Steps that do not say yet what they share. */
    public static Set<UUID> unshared(Map<String, Object> definition) {
        Set<UUID> found = new LinkedHashSet<>();
        eachStep(
                definition,
                step -> {
                    if (saysNothingOfSharing(step)) {
                        connectionOf(step).ifPresent(found::add);
                    }
                    return step;
                });
        return found;
    }

    /**
     * The definition in which such steps share what was offered.
     *
     * @param offered ids of fields, by connection
     */
    public static Map<String, Object> shared(
            Map<String, Object> definition, Map<UUID, List<String>> offered) {
        return eachStep(
                definition,
                step -> {
                    Optional<List<String>> fields =
                            connectionOf(step).map(offered::get).filter(known -> !known.isEmpty());
                    if (!saysNothingOfSharing(step) || fields.isEmpty()) {
                        return step;
                    }
                    Map<String, Object> copy = copy(step);
                    copy.put(SHARE, fields.get());
                    return copy;
                });
    }

    private static boolean saysNothingOfSharing(Map<?, ?> step) {
        return PartnershipReader.BUYER.equals(step.get("type")) && step.get(SHARE) == null;
    }

    private static Map<String, Object> eachStep(
            Map<String, Object> definition, UnaryOperator<Map<?, ?>> change) {
        Map<String, Object> copy = new LinkedHashMap<>(definition);
        copy.computeIfPresent(STEPS, (_, steps) -> each(steps, change));
        return copy;
    }

    private static Object each(Object steps, UnaryOperator<Map<?, ?>> change) {
        if (!(steps instanceof List<?> items)) {
            return steps;
        }
        List<Object> changed = new ArrayList<>();
        for (Object item : items) {
            if (item instanceof Map<?, ?> step) {
                Map<String, Object> own = copy(change.apply(step));
                own.computeIfPresent(RECIPIENTS, (_, inner) -> each(inner, change));
                changed.add(own);
            } else {
                changed.add(item);
            }
        }
        return changed;
    }

    private List<Object> kept(List<?> steps) {
        List<Object> kept = new ArrayList<>();
        for (Object step : steps) {
            if (isOver(step)) {
                note((Map<?, ?>) step);
            } else if (step instanceof Map<?, ?> routing
                    && routing.get(RECIPIENTS) instanceof List<?> recipients) {
                Map<String, Object> copy = copy(routing);
                copy.put(RECIPIENTS, recipients(recipients));
                kept.add(copy);
            } else {
                kept.add(step);
            }
        }
        return kept;
    }

    private List<Object> recipients(List<?> recipients) {
        List<Object> kept = new ArrayList<>();
        for (Object recipient : recipients) {
            if (isOver(recipient)) {
                note((Map<?, ?>) recipient);
            } else {
                kept.add(recipient);
            }
        }
        if (kept.isEmpty() && !recipients.isEmpty()) {
            Map<String, Object> unconnected = copy((Map<?, ?>) recipients.getFirst());
            unconnected.remove(CONNECTION);
            unconnected.put("enabled", false);
            kept.add(unconnected);
        }
        return kept;
    }

    private boolean isOver(@Nullable Object step) {
        return step instanceof Map<?, ?> json
                && json.get(CONNECTION) instanceof String id
                && id.strip().equalsIgnoreCase(connection);
    }

    private void note(Map<?, ?> step) {
        names.add(String.valueOf(step.get("name")));
    }

    private static Map<String, Object> copy(Map<?, ?> step) {
        Map<String, Object> copy = new LinkedHashMap<>();
        step.forEach((key, value) -> copy.put(key.toString(), value));
        return copy;
    }
}
