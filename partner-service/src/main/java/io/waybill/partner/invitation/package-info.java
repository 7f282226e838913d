/** A seller invites somebody to take its leads: pure decisions. */
@NullMarked
package io.waybill.partner.invitation;

import org.jspecify.annotations.NullMarked;
