/** The service as a whole: its architecture, and its behaviour on real servers. */
@NullMarked
package io.waybill.feedback;

import org.jspecify.annotations.NullMarked;
