/** Mails of this service to people. */
@NullMarked
package io.waybill.partner.mail;

import org.jspecify.annotations.NullMarked;
