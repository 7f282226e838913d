/** Tests of the package of the same name. */
@NullMarked
package io.waybill.eventsourcing.store;

import org.jspecify.annotations.NullMarked;
