/** What became of the lead. */
@NullMarked
package io.waybill.feedback;

import org.jspecify.annotations.NullMarked;
