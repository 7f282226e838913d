/** Names of partners, followed from what partner-service says. */
@NullMarked
package io.waybill.reporting.lead.kafka;

import org.jspecify.annotations.NullMarked;
