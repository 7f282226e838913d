/** Tests of what stands between the core and its tables. */
@NullMarked
package io.waybill.feedback.leadfeedback.store;

import org.jspecify.annotations.NullMarked;
