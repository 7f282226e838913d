/** Calls read and answers written, without a server. */
@NullMarked
package io.waybill.feedback.leadfeedback.http;

import org.jspecify.annotations.NullMarked;
