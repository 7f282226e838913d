/** Keeps what was asked for, and which run of a lead is its newest. */
@NullMarked
package io.waybill.flowengine.linkedrun.store;

import org.jspecify.annotations.NullMarked;
