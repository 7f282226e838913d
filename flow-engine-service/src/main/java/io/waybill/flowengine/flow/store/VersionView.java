package io.waybill.flowengine.flow.store;

import io.waybill.flowengine.definition.Draft;
import java.time.Instant;

/** A deployed version as it is read; deployed by {@code user:<id>} or {@code api-key:<id>}. */
public record VersionView(int version, Draft definition, Instant deployedAt, String deployedBy) {}
