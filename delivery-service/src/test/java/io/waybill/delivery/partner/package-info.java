@NullMarked
package io.waybill.delivery.partner;

import org.jspecify.annotations.NullMarked;
