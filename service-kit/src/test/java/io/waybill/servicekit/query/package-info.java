/** Tests. */
@NullMarked
package io.waybill.servicekit.query;

import org.jspecify.annotations.NullMarked;
