/** The calls of sellers who invite, and of those who hold the link of an invitation. */
@NullMarked
package io.waybill.partner.invitation.http;

import org.jspecify.annotations.NullMarked;
