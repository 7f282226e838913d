/** The management API of destinations, and the test of one. */
@NullMarked
package io.waybill.delivery.destination.http;

import org.jspecify.annotations.NullMarked;
