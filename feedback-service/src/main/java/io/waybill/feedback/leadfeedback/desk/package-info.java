/** Where feedback is handed in, whichever way it came, and waited for what it still needs. */
@NullMarked
package io.waybill.feedback.leadfeedback.desk;

import org.jspecify.annotations.NullMarked;
