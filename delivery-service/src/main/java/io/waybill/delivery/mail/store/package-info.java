/** The table in which mails wait until they are sent. */
@NullMarked
package io.waybill.delivery.mail.store;

import org.jspecify.annotations.NullMarked;
