/**
 * What a buyer says of a lead that was delivered to it: decided here, by the terms of the step that
 * delivered the lead. Pure Java; http, kafka and store are its edges.
 */
@NullMarked
package io.waybill.feedback.leadfeedback;

import org.jspecify.annotations.NullMarked;
