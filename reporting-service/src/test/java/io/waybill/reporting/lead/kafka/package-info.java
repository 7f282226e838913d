@NullMarked
package io.waybill.reporting.lead.kafka;

import org.jspecify.annotations.NullMarked;
