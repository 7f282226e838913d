package io.waybill.flowengine.list.store;

import java.time.Instant;
import java.util.UUID;

/**
 * What is told of a list; its entries are never shown.
 *
 * @param type field type by which values are read
 * @param entries how many it has
 */
public record ListView(
        UUID id, String name, String kind, String type, long entries, Instant updatedAt) {}
