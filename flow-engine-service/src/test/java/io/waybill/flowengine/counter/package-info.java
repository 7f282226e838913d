@NullUnmarked
package io.waybill.flowengine.counter;

import org.jspecify.annotations.NullUnmarked;
