package io.waybill.flowengine.list.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.waybill.flowengine.list.store.ListView;
import java.time.Instant;
import java.util.UUID;

/**
 * A list as the API shows it: never its entries, which nobody can read.
 *
 * @param type field type by which values are read
 */
record ListAnswer(
        UUID id,
        String name,
        String kind,
        String type,
        long entries,
        @JsonProperty("updated_at") Instant updatedAt) {

    static ListAnswer of(ListView view) {
        return new ListAnswer(
                view.id(), view.name(), view.kind(), view.type(), view.entries(), view.updatedAt());
    }
}
