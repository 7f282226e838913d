/** Avro records, topics and how they are written and read. */
@NullMarked
package io.waybill.schemas;

import org.jspecify.annotations.NullMarked;
