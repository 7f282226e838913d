/** Accounts, their users and keys, and who is signed in. */
@NullMarked
package io.waybill.partner;

import org.jspecify.annotations.NullMarked;
