/** Measures the lane where it cannot be reached from outside. */
@NullMarked
package io.waybill.flowengine.leadrun.kafka;

import org.jspecify.annotations.NullMarked;
