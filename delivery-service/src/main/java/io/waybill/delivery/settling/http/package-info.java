/** Deliveries for the seller who owns them. */
@NullMarked
package io.waybill.delivery.settling.http;

import org.jspecify.annotations.NullMarked;
