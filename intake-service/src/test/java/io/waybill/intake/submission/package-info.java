@NullMarked
package io.waybill.intake.submission;

import org.jspecify.annotations.NullMarked;
