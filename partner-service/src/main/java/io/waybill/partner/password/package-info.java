/** Passwords that were forgotten: pure decisions. */
@NullMarked
package io.waybill.partner.password;

import org.jspecify.annotations.NullMarked;
