package io.waybill.flowengine.linkedrun;

import io.waybill.flowengine.definition.Flaw;
import io.waybill.flowengine.definition.LeadOutcome;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads what a caller selects. */
public final class RunSelectionReader {

    private static final String LEADS = "lead_ids";
    private static final String FLOW = "flow_id";
    private static final String FROM = "received_from";
    private static final String UNTIL = "received_until";
    private static final String RETURNED = "returned_by";
    private static final String SOURCE = "source_id";
    private static final String OUTCOME = "outcome";
    private static final String CONTINUE = "continue_from";
    private static final Set<String> FILTER = Set.of(FLOW, SOURCE, OUTCOME, FROM, UNTIL, CONTINUE);
    private static final Set<String> KNOWN =
            Set.of(
                    LEADS,
                    FLOW,
                    SOURCE,
                    OUTCOME,
                    FROM,
                    UNTIL,
                    CONTINUE,
                    "version",
                    "repeat_uncertain",
                    RETURNED);

    private final Map<String, ?> json;
    private final List<Flaw> flaws = new ArrayList<>();

    private RunSelectionReader(Map<String, ?> json) {
        this.json = json;
    }

    /** A selection, or what is wrong with it. */
    public sealed interface Result {

        record Sound(RunSelection selection) implements Result {}

        record Unsound(List<Flaw> flaws) implements Result {}
    }

    public static Result read(Map<String, ?> json) {
        return new RunSelectionReader(json).read();
    }

    private Result read() {
        json.keySet().stream()
                .filter(key -> !KNOWN.contains(key))
                .forEach(key -> flaw(key, "is not known here"));
        boolean named = json.containsKey(LEADS);
        boolean filtered = json.keySet().stream().anyMatch(FILTER::contains);
        if (named == filtered) {
            flaw(LEADS, "name leads here, or select them by flow_id and time; one of both");
        }
        List<UUID> leads = named ? leads() : List.of();
        Optional<RunSelection.Filter> filter = filtered ? filter() : Optional.empty();
        boolean own = own();
        boolean uncertain = flag("repeat_uncertain");
        Optional<String> returnedBy = returnedBy(named);
        return flaws.isEmpty()
                ? new Result.Sound(new RunSelection(leads, filter, own, uncertain, returnedBy))
                : new Result.Unsound(List.copyOf(flaws));
    }

    private List<UUID> leads() {
        if (!(json.get(LEADS) instanceof List<?> items)
                || items.isEmpty()
                || items.size() > RunSelection.MOST_NAMED) {
            flaw(LEADS, "must be an array of 1 to " + RunSelection.MOST_NAMED + " ids of leads");
            return List.of();
        }
        Set<UUID> ids = new LinkedHashSet<>();
        for (Object item : items) {
            Optional<UUID> id = uuid(item);
            if (id.isEmpty()) {
                flaw(LEADS, "holds something that is no id");
                return List.of();
            }
            ids.add(id.get());
        }
        return List.copyOf(ids);
    }

    private Optional<RunSelection.Filter> filter() {
        Optional<UUID> flow = uuid(json.get(FLOW));
        if (flow.isEmpty()) {
            flaw(FLOW, "must be the id of a flow");
        }
        Optional<UUID> sourceId = id(SOURCE, "must be the id of a source");
        Optional<UUID> last = id(CONTINUE, "must be what an earlier request with has_more says");
        Object word = json.get(OUTCOME);
        Optional<LeadOutcome> outcome =
                word instanceof String text ? LeadOutcome.of(text) : Optional.empty();
        if (word != null && outcome.isEmpty()) {
            flaw(OUTCOME, "must be success, failure or error");
        }
        Optional<Instant> from = instant(FROM);
        Optional<Instant> until = instant(UNTIL);
        if (from.isEmpty() || until.isEmpty() || flow.isEmpty()) {
            return Optional.empty();
        }
        if (!from.get().isBefore(until.get())) {
            flaw(UNTIL, "must be after received_from");
        }
        return Optional.of(
                new RunSelection.Filter(
                        flow.get(), sourceId, outcome, from.get(), until.get(), last));
    }

    private Optional<UUID> id(String key, String message) {
        Object value = json.get(key);
        Optional<UUID> id = uuid(value);
        if (value != null && id.isEmpty()) {
            flaw(key, message);
        }
        return id;
    }

    private Optional<Instant> instant(String key) {
        try {
            if (json.get(key) instanceof String text) {
                return Optional.of(Instant.parse(text));
            }
        } catch (DateTimeException noTime) {
            // said below
        }
        flaw(key, "must be a time such as 2026-03-04T05:06:07Z");
        return Optional.empty();
    }

    private boolean own() {
        Object version = json.get("version");
        if (version != null && !version.equals("own") && !version.equals("live")) {
            flaw("version", "must be own or live");
        }
        return "own".equals(version);
    }

    /** Of leads that are named: those of a filter need not have been given to the step. */
    private Optional<String> returnedBy(boolean named) {
        Object step = json.get(RETURNED);
        if (step == null) {
            return Optional.empty();
        }
        if (!(step instanceof String text) || text.isBlank() || !named) {
            flaw(RETURNED, "must be the id of a step, with leads that are named");
            return Optional.empty();
        }
        return Optional.of(text);
    }

    private boolean flag(String key) {
        Object value = json.get(key);
        if (value != null && !(value instanceof Boolean)) {
            flaw(key, "must be true or false");
        }
        return Boolean.TRUE.equals(value);
    }

    private static Optional<UUID> uuid(@Nullable Object value) {
        try {
            return value instanceof String text
                    ? Optional.of(UUID.fromString(text))
                    : Optional.empty();
        } catch (IllegalArgumentException noId) {
            return Optional.empty();
        }
    }

    private void flaw(String field, String message) {
        flaws.add(new Flaw(field, message));
    }
}
