@NullUnmarked
package io.waybill.flowengine.warning;

import org.jspecify.annotations.NullUnmarked;
