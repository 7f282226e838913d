/** An account, its users and its API keys: pure decisions. */
@NullMarked
package io.waybill.partner.account;

import org.jspecify.annotations.NullMarked;
