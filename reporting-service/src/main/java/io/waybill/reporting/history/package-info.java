/** How recipients have done lately, which the engine weighs when it chooses one. */
@NullMarked
package io.waybill.reporting.history;

import org.jspecify.annotations.NullMarked;
