/** Sources and buyers of a test: real HTTP on both sides. */
@NullMarked
package io.waybill.systemtests.traffic;

import org.jspecify.annotations.NullMarked;
