package io.waybill.eventsourcing.counterexamples;

import java.util.List;
import java.util.UUID;

/** Knows who it works for. */
public record BuyerTable(List<UUID> leadIds) {}
