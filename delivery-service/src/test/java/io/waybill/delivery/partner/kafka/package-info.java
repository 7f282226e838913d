@NullMarked
package io.waybill.delivery.partner.kafka;

import org.jspecify.annotations.NullMarked;
