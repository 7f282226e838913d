/** A realistic instance of every record, and tests of schemas, topics and wire format. */
@NullMarked
package io.waybill.schemas;

import org.jspecify.annotations.NullMarked;
