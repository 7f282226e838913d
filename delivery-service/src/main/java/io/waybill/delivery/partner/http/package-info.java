/** Deliveries over a connection, prepared and sent by the transports that there are. */
@NullMarked
package io.waybill.delivery.partner.http;

import org.jspecify.annotations.NullMarked;
