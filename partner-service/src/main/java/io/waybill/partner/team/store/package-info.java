/** The people of an account, their invitations, and the mails to them. */
@NullMarked
package io.waybill.partner.team.store;

import org.jspecify.annotations.NullMarked;
