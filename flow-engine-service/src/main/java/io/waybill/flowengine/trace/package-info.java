/** What decisions about a lead looked at, event by event, for people. Pure. */
@NullMarked
package io.waybill.flowengine.trace;

import org.jspecify.annotations.NullMarked;
