@NullMarked
package io.waybill.delivery.transport.mail;

import org.jspecify.annotations.NullMarked;
