/** Cursors and limits. */
@NullMarked
package io.waybill.servicekit.paging;

import org.jspecify.annotations.NullMarked;
