@NullMarked
package io.waybill.intake;

import org.jspecify.annotations.NullMarked;
