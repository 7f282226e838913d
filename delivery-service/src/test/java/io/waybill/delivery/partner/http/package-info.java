@NullMarked
package io.waybill.delivery.partner.http;

import org.jspecify.annotations.NullMarked;
