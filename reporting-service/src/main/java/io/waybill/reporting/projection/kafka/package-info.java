/** From the topics into row changes: the mapping of each record, and the consumers. */
@NullMarked
package io.waybill.reporting.projection.kafka;

import org.jspecify.annotations.NullMarked;
