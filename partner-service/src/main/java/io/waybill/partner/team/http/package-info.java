/** The management API of the people of an account, and the calls of who is invited to be one. */
@NullMarked
package io.waybill.partner.team.http;

import org.jspecify.annotations.NullMarked;
