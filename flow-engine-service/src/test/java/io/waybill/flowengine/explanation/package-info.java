@NullUnmarked
package io.waybill.flowengine.explanation;

import org.jspecify.annotations.NullUnmarked;
