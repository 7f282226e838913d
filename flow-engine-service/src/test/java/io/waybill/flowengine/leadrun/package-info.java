@NullUnmarked
package io.waybill.flowengine.leadrun;

import org.jspecify.annotations.NullUnmarked;
