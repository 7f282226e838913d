/** Tests of the package of the same name. */
@NullMarked
package io.waybill.eventsourcing.sealing;

import org.jspecify.annotations.NullMarked;
