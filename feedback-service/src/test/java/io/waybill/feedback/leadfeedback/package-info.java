/** Feedback decided without servers. */
@NullMarked
package io.waybill.feedback.leadfeedback;

import org.jspecify.annotations.NullMarked;
