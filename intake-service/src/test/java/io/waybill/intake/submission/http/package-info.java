@NullMarked
package io.waybill.intake.submission.http;

import org.jspecify.annotations.NullMarked;
