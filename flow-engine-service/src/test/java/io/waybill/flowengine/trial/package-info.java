@NullUnmarked
package io.waybill.flowengine.trial;

import org.jspecify.annotations.NullUnmarked;
