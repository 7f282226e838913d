@NullUnmarked
package io.waybill.flowengine.leadrun.kafka;

import org.jspecify.annotations.NullUnmarked;
