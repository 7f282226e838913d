@NullUnmarked
package io.waybill.flowengine.flow;

import org.jspecify.annotations.NullUnmarked;
