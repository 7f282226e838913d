/** Mails as requests to the service that sends them. */
@NullMarked
package io.waybill.partner.mail.store;

import org.jspecify.annotations.NullMarked;
