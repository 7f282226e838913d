@NullMarked
package io.waybill.flowengine.partner;

import org.jspecify.annotations.NullMarked;
