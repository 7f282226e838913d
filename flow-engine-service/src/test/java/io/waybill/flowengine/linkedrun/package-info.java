@NullUnmarked
package io.waybill.flowengine.linkedrun;

import org.jspecify.annotations.NullUnmarked;
