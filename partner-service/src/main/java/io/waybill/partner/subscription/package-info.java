/** What an account may use of the product: pure decisions. */
@NullMarked
package io.waybill.partner.subscription;

import org.jspecify.annotations.NullMarked;
