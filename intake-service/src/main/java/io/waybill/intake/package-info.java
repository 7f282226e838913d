/** Leads in: parse, authenticate the source, answer the source. */
@NullMarked
package io.waybill.intake;

import org.jspecify.annotations.NullMarked;
