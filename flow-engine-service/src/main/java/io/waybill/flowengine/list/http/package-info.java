/** The management API of lists. */
@NullMarked
package io.waybill.flowengine.list.http;

import org.jspecify.annotations.NullMarked;
