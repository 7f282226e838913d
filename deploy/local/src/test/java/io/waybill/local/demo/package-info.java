/** Tests of the demo's own parts. */
@NullMarked
package io.waybill.local.demo;

import org.jspecify.annotations.NullMarked;
