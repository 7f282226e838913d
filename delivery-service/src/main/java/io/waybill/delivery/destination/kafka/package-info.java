/** Which flows use a destination or a credential. */
@NullMarked
package io.waybill.delivery.destination.kafka;

import org.jspecify.annotations.NullMarked;
