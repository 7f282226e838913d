/** Tests of the pure decisions of this feature. */
@NullMarked
package io.waybill.partner.invitation;

import org.jspecify.annotations.NullMarked;
