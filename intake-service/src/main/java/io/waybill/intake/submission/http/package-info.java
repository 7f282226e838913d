/** The submit call on HTTP: reads head and body within the limits and writes the answer. */
@NullMarked
package io.waybill.intake.submission.http;

import org.jspecify.annotations.NullMarked;
