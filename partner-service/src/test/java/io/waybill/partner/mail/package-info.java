/** Tests of the texts of mails. */
@NullMarked
package io.waybill.partner.mail;

import org.jspecify.annotations.NullMarked;
