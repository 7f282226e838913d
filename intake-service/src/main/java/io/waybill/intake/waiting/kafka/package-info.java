/** Brings the answers from this instance's partition of intake.replies to the waiting calls. */
@NullMarked
package io.waybill.intake.waiting.kafka;

import org.jspecify.annotations.NullMarked;
