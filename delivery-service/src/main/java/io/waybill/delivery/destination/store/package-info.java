/** Destinations and credentials in the database, their events, and in memory. */
@NullMarked
package io.waybill.delivery.destination.store;

import org.jspecify.annotations.NullMarked;
