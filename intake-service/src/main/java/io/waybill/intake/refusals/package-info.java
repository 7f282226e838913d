/** How often known sources were refused, by reason. Pure. */
@NullMarked
package io.waybill.intake.refusals;

import org.jspecify.annotations.NullMarked;
