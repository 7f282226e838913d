/** A service as none must be: each class here breaks one rule of the house, and is caught. */
@NullMarked
package io.waybill.servicekit.testing.counterexample;

import org.jspecify.annotations.NullMarked;
