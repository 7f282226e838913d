/** A core that is not one. */
@NullMarked
package io.waybill.servicekit.testing.counterexample.order;

import org.jspecify.annotations.NullMarked;
