/** What every service needs at its edges. */
@NullMarked
package io.waybill.servicekit;

import org.jspecify.annotations.NullMarked;
