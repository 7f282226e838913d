/** Calls that wait for their lead's answer, none of which holds a thread. Pure. */
@NullMarked
package io.waybill.intake.waiting;

import org.jspecify.annotations.NullMarked;
