/** Lists that are read page by page with an opaque cursor. */
@NullMarked
package io.waybill.servicekit.paging;

import org.jspecify.annotations.NullMarked;
