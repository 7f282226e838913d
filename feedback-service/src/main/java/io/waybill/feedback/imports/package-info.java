/**
 * Feedback by file: parts of CSV whose rows are worked through one by one, each with a result of
 * its own. An import can be held and go on, and whatever dies, each row is one feedback.
 */
@NullMarked
package io.waybill.feedback.imports;

import org.jspecify.annotations.NullMarked;
