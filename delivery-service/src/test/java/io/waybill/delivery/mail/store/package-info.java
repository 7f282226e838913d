@NullMarked
package io.waybill.delivery.mail.store;

import org.jspecify.annotations.NullMarked;
