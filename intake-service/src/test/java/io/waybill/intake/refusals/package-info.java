@NullMarked
package io.waybill.intake.refusals;

import org.jspecify.annotations.NullMarked;
