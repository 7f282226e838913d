/** What the stores of this service share: transactions over several streams, and people's keys. */
@NullMarked
package io.waybill.partner.store;

import org.jspecify.annotations.NullMarked;
