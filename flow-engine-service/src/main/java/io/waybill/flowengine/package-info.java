/** Flows and the life of a lead. */
@NullMarked
package io.waybill.flowengine;

import org.jspecify.annotations.NullMarked;
