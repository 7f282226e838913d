/**
 * What a source may send and how it is answered: limits, forms, merging, negotiation, refusals.
 * Pure.
 */
@NullMarked
package io.waybill.intake.submission;

import org.jspecify.annotations.NullMarked;
