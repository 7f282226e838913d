/** Tests of the texts of mails. */
@NullMarked
package io.waybill.partner.mail.template;

import org.jspecify.annotations.NullMarked;
