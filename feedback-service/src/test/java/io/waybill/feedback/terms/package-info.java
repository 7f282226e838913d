/** Tests of what a flow version says of feedback. */
@NullMarked
package io.waybill.feedback.terms;

import org.jspecify.annotations.NullMarked;
