package io.waybill.flowengine.flow.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.waybill.flowengine.flow.store.FlowView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A flow as the API shows it.
 *
 * @param revision what {@code If-Match} compares
 * @param live what leads run on, once the lane has said so
 * @param warnings what the caller should know of what was done, in sentences
 */
record FlowAnswer(
        UUID id,
        String name,
        int version,
        boolean enabled,
        long revision,
        @JsonProperty("updated_at") Instant updatedAt,
        @Nullable LiveAnswer live,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Map<String, Object> draft,
        List<SourceAnswer> sources,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> warnings) {

    record LiveAnswer(int version, boolean enabled) {}

    /**
     * @param key the source's key, only in the answer to the call that made it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SourceAnswer(
            String id,
            String name,
            @JsonProperty("submit_url") String submitUrl,
            @Nullable String key) {}

    static FlowAnswer of(FlowView view, String publicUrl, Map<String, String> newKeys) {
        return new FlowAnswer(
                view.id(),
                view.draft().name(),
                view.version(),
                view.enabled(),
                view.revision(),
                view.updatedAt(),
                view.live().map(l -> new LiveAnswer(l.version(), l.enabled())).orElse(null),
                view.draft().shown(),
                view.draft().sources().stream()
                        .map(source -> source(view.id(), source, publicUrl, newKeys))
                        .toList(),
                List.of());
    }

    /** Without the draft, for lists. */
    FlowAnswer brief() {
        return new FlowAnswer(
                id, name, version, enabled, revision, updatedAt, live, null, sources, warnings);
    }

    FlowAnswer warned(List<String> of) {
        return new FlowAnswer(
                id, name, version, enabled, revision, updatedAt, live, draft, sources, of);
    }

    private static SourceAnswer source(
            UUID flowId, Map<?, ?> source, String publicUrl, Map<String, String> newKeys) {
        String id = String.valueOf(source.get("id"));
        Object name = source.get("name");
        return new SourceAnswer(
                id,
                name == null ? "" : name.toString(),
                publicUrl + "/flows/" + flowId + "/sources/" + id + "/submit",
                newKeys.get(id));
    }
}
