@NullUnmarked
package io.waybill.flowengine.difference;

import org.jspecify.annotations.NullUnmarked;
