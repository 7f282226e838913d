@NullMarked
package io.waybill.delivery.mail;

import org.jspecify.annotations.NullMarked;
