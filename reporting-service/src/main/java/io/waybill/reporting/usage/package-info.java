/** What an account has used of Waybill, as it is counted for its bill. */
@NullMarked
package io.waybill.reporting.usage;

import org.jspecify.annotations.NullMarked;
