/** How a seller and a buyer work together: pure decisions. */
@NullMarked
package io.waybill.partner.connection;

import org.jspecify.annotations.NullMarked;
