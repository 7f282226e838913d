/**
 * Mails of Waybill itself, that other services ask for: one to one person, sent once by the
 * installation's own mail server.
 */
@NullMarked
package io.waybill.delivery.mail;

import org.jspecify.annotations.NullMarked;
