/** Decisions about accounts. */
@NullMarked
package io.waybill.partner.account;

import org.jspecify.annotations.NullMarked;
