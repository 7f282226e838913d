package io.waybill.flowengine.flow.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.waybill.flowengine.flow.store.VersionView;
import java.time.Instant;
import java.util.Map;

/** A deployed version as the API shows it. */
record VersionAnswer(
        int version,
        @JsonProperty("deployed_at") Instant deployedAt,
        @JsonProperty("deployed_by") String deployedBy,
        Map<String, Object> definition) {

    static VersionAnswer of(VersionView view) {
        return new VersionAnswer(
                view.version(), view.deployedAt(), view.deployedBy(), view.definition().shown());
    }
}
