/** Keeps the directory of flows up to date from flow.versions. */
@NullMarked
package io.waybill.intake.flows.kafka;

import org.jspecify.annotations.NullMarked;
