/** The replay of the topics into new tables. */
@NullMarked
package io.waybill.reporting.rebuild.kafka;

import org.jspecify.annotations.NullMarked;
