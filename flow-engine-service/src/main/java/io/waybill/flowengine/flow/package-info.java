/**
 * A flow as its owner edits it: created, its draft edited, versions deployed, disabled and enabled.
 */
@NullMarked
package io.waybill.flowengine.flow;

import org.jspecify.annotations.NullMarked;
