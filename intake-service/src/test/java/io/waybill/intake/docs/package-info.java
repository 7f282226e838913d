@NullMarked
package io.waybill.intake.docs;

import org.jspecify.annotations.NullMarked;
