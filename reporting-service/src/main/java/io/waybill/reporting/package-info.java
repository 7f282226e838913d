/** What happened to each lead, rebuilt from topics. */
@NullMarked
package io.waybill.reporting;

import org.jspecify.annotations.NullMarked;
