/** What differs between two definitions of a flow, in words. Pure. */
@NullMarked
package io.waybill.flowengine.difference;

import org.jspecify.annotations.NullMarked;
