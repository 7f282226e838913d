/** The topics, their settings, and how records are written, read, registered and partitioned. */
@NullMarked
package io.waybill.schemas;

import org.jspecify.annotations.NullMarked;
