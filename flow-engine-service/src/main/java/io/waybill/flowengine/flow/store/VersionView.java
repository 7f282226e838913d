package io.waybill.flowengine.flow.store;

import io.waybill.flowengine.definition.Draft;
import java.time.Instant;
import java.util.Optional;

/**
 * A deployed version as it is read.
 *
 * @param deployedBy {@code user:<id>} or {@code api-key:<id>}
 * @param zone IANA zone that it runs in; empty where that was not kept when it was deployed
 */
public record VersionView(
        int version,
        Draft definition,
        Instant deployedAt,
        String deployedBy,
        Optional<String> zone) {}
