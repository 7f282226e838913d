/** Tests. */
@NullMarked
package io.waybill.delivery.credential;

import org.jspecify.annotations.NullMarked;
