/** Subscriptions in PostgreSQL. */
@NullMarked
package io.waybill.partner.subscription.store;

import org.jspecify.annotations.NullMarked;
