/** Tests of the mapping from records to row changes. */
@NullMarked
package io.waybill.reporting.projection.kafka;

import org.jspecify.annotations.NullMarked;
