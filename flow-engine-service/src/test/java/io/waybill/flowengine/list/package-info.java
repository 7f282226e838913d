@NullUnmarked
package io.waybill.flowengine.list;

import org.jspecify.annotations.NullUnmarked;
