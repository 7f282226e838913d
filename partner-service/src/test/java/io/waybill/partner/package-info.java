/** The service against real servers. */
@NullMarked
package io.waybill.partner;

import org.jspecify.annotations.NullMarked;
