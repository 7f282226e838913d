/** Tests of the pure decisions of this feature. */
@NullMarked
package io.waybill.partner.connection;

import org.jspecify.annotations.NullMarked;
