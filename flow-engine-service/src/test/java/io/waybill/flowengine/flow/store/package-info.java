/** Tests of what is stored of flows. */
@NullUnmarked
package io.waybill.flowengine.flow.store;

import org.jspecify.annotations.NullUnmarked;
