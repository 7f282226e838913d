/** Tests. */
@NullMarked
package io.waybill.delivery.settling;

import org.jspecify.annotations.NullMarked;
