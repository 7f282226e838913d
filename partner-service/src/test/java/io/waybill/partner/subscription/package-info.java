/** Tests of the pure decisions of this feature. */
@NullMarked
package io.waybill.partner.subscription;

import org.jspecify.annotations.NullMarked;
