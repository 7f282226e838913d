@NullMarked
package io.waybill.intake.waiting;

import org.jspecify.annotations.NullMarked;
