/** What other services tell about destinations and flows. */
@NullMarked
package io.waybill.partner.connection.kafka;

import org.jspecify.annotations.NullMarked;
