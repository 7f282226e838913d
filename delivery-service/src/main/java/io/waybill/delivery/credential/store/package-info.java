/** Credentials as they are kept: sealed. */
@NullMarked
package io.waybill.delivery.credential.store;

import org.jspecify.annotations.NullMarked;
