/** What the stores of this service share, against real servers. */
@NullMarked
package io.waybill.partner.store;

import org.jspecify.annotations.NullMarked;
