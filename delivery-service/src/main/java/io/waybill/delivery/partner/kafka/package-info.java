/** What partner.events says of connections. */
@NullMarked
package io.waybill.delivery.partner.kafka;

import org.jspecify.annotations.NullMarked;
