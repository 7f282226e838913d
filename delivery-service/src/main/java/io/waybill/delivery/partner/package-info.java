/**
 * Deliveries over a connection between two accounts: where they go is the buyer's, what is sent is
 * the seller's, and neither sees what is the other's alone.
 */
@NullMarked
package io.waybill.delivery.partner;

import org.jspecify.annotations.NullMarked;
