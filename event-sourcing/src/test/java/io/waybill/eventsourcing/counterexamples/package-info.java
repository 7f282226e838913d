/** Classes that the architecture test must reject. */
@NullMarked
package io.waybill.eventsourcing.counterexamples;

import org.jspecify.annotations.NullMarked;
