@NullUnmarked
package io.waybill.flowengine.preview;

import org.jspecify.annotations.NullUnmarked;
