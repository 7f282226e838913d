/** The management API of accounts, users and API keys. */
@NullMarked
package io.waybill.partner.account.http;

import org.jspecify.annotations.NullMarked;
