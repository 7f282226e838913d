/**
 * The lane: one Kafka Streams processor that keeps runs in its stores, decides them with the core
 * and writes what happened, exactly once. See docs/adr/0004-kafka-streams-engine.md.
 */
@NullMarked
package io.waybill.flowengine.leadrun.kafka;

import org.jspecify.annotations.NullMarked;
