/** Invitations as their store keeps them, against real servers. */
@NullMarked
package io.waybill.partner.invitation.store;

import org.jspecify.annotations.NullMarked;
