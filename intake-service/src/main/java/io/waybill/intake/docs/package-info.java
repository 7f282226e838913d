/** What a source must know to submit leads, from the live version of the flow. Pure. */
@NullMarked
package io.waybill.intake.docs;

import org.jspecify.annotations.NullMarked;
