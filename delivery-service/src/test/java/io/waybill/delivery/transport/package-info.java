@NullMarked
package io.waybill.delivery.transport;

import org.jspecify.annotations.NullMarked;
