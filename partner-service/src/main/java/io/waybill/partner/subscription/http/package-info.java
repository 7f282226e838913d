/** The management API of subscriptions. */
@NullMarked
package io.waybill.partner.subscription.http;

import org.jspecify.annotations.NullMarked;
