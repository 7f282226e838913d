/** Values that a caller writes down for a trial become the variables that a flow would see. */
@NullMarked
package io.waybill.flowengine.preview;

import org.jspecify.annotations.NullMarked;
