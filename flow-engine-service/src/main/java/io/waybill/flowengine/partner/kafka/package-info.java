/** Connections as partner.events has them. */
@NullMarked
package io.waybill.flowengine.partner.kafka;

import org.jspecify.annotations.NullMarked;
