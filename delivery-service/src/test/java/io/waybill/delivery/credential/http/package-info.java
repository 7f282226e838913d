/** Tests. */
@NullMarked
package io.waybill.delivery.credential.http;

import org.jspecify.annotations.NullMarked;
