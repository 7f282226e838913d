/** Tests of what events change. */
@NullMarked
package io.waybill.reporting.projection;

import org.jspecify.annotations.NullMarked;
