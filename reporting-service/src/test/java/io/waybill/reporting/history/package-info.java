@NullMarked
package io.waybill.reporting.history;

import org.jspecify.annotations.NullMarked;
