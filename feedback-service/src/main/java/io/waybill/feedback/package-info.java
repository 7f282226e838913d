/**
 * Feedback of buyers: any event id that delivery has issued takes returns and conversions, by the
 * terms of the step that delivered the lead.
 */
@NullMarked
package io.waybill.feedback;

import org.jspecify.annotations.NullMarked;
