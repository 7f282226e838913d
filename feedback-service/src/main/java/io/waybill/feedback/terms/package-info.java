/**
 * What feedback a delivery takes, and what becomes of it: the parts of a flow version that concern
 * feedback. Those of the step say what the seller takes of the buyer, those of the source what the
 * source takes of the seller; a feedback has to suit both.
 */
@NullMarked
package io.waybill.feedback.terms;

import org.jspecify.annotations.NullMarked;
