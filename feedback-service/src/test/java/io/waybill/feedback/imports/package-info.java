/** Tests of files of feedback. */
@NullMarked
package io.waybill.feedback.imports;

import org.jspecify.annotations.NullMarked;
