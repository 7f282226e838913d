@NullUnmarked
package io.waybill.flowengine.trace;

import org.jspecify.annotations.NullUnmarked;
