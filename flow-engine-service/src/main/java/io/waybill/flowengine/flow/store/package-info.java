/**
 * Flows in PostgreSQL, their events on the way to Kafka, and what the lanes said of live versions.
 */
@NullMarked
package io.waybill.flowengine.flow.store;

import org.jspecify.annotations.NullMarked;
