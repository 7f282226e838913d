package io.waybill.delivery.batch;

import io.waybill.delivery.destination.Batch;
import io.waybill.delivery.request.BrokenRequest;
import io.waybill.delivery.request.Rendering;
import io.waybill.delivery.request.Values;
import io.waybill.language.Vars;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The cells of one lead, rendered when it comes: a batch holds what was true then. */
public final class BatchCells {

    private static final String EVENT_ID = "event_id";

    private BatchCells() {}

    /** By heading; without configured columns the Event ID and all fields of the lead. */
    public static Map<String, @Nullable Object> of(Batch batch, Vars vars, String eventId)
            throws BrokenRequest {
        Map<String, @Nullable Object> cells = new LinkedHashMap<>();
        if (batch.columns().isEmpty()) {
            cells.put(EVENT_ID, eventId);
            if (vars.get("lead") instanceof Map<?, ?> lead) {
                lead.forEach((name, value) -> cells.put(String.valueOf(name), Values.json(value)));
            }
            return cells;
        }
        for (Map.Entry<String, String> column : batch.columns().entrySet()) {
            cells.put(
                    column.getKey(),
                    Rendering.value("column " + column.getKey(), column.getValue(), vars));
        }
        return cells;
    }
}
