/** Tests. */
@NullMarked
package io.waybill.delivery;

import org.jspecify.annotations.NullMarked;
