/** Figures, with the command that produced them. */
@NullMarked
package io.waybill.benchmarks;

import org.jspecify.annotations.NullMarked;
