package io.waybill.flowengine.trace;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One event of a lead and what it came from. Holds values of the lead.
 *
 * @param event what happened, as {@code filter_stopped}
 * @param at when it was decided
 * @param stepId the step that it is about; empty for the lead as a whole
 * @param sentence what happened, for people
 * @param rules every comparison that was made: rule, both values, result and sentence
 * @param facts whatever else the event recorded: prices, counter readings, who was considered
 * @param sent settings of a delivery with the lead's values in them, secrets masked
 */
public record TraceStep(
        String event,
        Instant at,
        Optional<String> stepId,
        String sentence,
        List<Map<String, @Nullable Object>> rules,
        Map<String, Object> facts,
        Map<String, Object> sent) {

    /** JSON-ready; what is empty is left out. */
    public Map<String, Object> toView() {
        Map<String, Object> view = new java.util.LinkedHashMap<>();
        view.put("event", event);
        view.put("at", at.toString());
        stepId.ifPresent(id -> view.put("step_id", id));
        view.put("sentence", sentence);
        put(view, "rules", rules.isEmpty() ? null : rules);
        put(view, "facts", facts.isEmpty() ? null : facts);
        put(view, "sent", sent.isEmpty() ? null : sent);
        return view;
    }

    private static void put(Map<String, Object> view, String key, @Nullable Object value) {
        if (value != null) {
            view.put(key, value);
        }
    }

    @Override
    public String toString() {
        return "TraceStep[" + event + ", " + stepId.orElse("") + "]";
    }
}
