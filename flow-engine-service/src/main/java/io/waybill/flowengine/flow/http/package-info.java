/** The Flow API. */
@NullMarked
package io.waybill.flowengine.flow.http;

import org.jspecify.annotations.NullMarked;
