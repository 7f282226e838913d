@NullUnmarked
package io.waybill.flowengine.definition;

import org.jspecify.annotations.NullUnmarked;
