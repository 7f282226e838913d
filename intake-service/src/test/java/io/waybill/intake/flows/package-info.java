@NullMarked
package io.waybill.intake.flows;

import org.jspecify.annotations.NullMarked;
