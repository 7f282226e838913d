/** Sends e-mail, by the mail server of the installation. */
@NullMarked
package io.waybill.delivery.transport.mail;

import org.jspecify.annotations.NullMarked;
