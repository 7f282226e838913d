@NullMarked
package io.waybill.intake.docs.http;

import org.jspecify.annotations.NullMarked;
