/** Accounts, users and keys. */
@NullMarked
package io.waybill.partner;

import org.jspecify.annotations.NullMarked;
