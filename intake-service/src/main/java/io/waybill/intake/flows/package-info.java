/** Which flows and sources there are, as the live versions say. Pure. */
@NullMarked
package io.waybill.intake.flows;

import org.jspecify.annotations.NullMarked;
