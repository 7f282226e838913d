/** Feedback calls of buyers: parsed, decided, answered in the form that they accept. */
@NullMarked
package io.waybill.feedback.leadfeedback.http;

import org.jspecify.annotations.NullMarked;
