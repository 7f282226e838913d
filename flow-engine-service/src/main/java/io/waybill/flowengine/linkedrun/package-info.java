/** Leads that run again: which ones are asked for, and what a linked run may repeat (ADR 0008). */
@NullMarked
package io.waybill.flowengine.linkedrun;

import org.jspecify.annotations.NullMarked;
