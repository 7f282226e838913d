/** The texts of mails, from Handlebars templates. */
@NullMarked
package io.waybill.partner.mail.template;

import org.jspecify.annotations.NullMarked;
