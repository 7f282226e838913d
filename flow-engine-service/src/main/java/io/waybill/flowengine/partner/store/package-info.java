/** Connections and plans as this service remembers them, for editing and deploying flows. */
@NullMarked
package io.waybill.flowengine.partner.store;

import org.jspecify.annotations.NullMarked;
