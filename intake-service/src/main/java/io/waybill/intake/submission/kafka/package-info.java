/** Hands a stamped lead, and the minute's tick, to the flow engine's inbox. */
@NullMarked
package io.waybill.intake.submission.kafka;

import org.jspecify.annotations.NullMarked;
