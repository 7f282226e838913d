/** Definitions that the tests of several packages use. */
@NullUnmarked
package io.waybill.flowengine;

import org.jspecify.annotations.NullUnmarked;
