/**
 * What a seller may define: fields, acceptance, sources and steps of a flow. Reads the JSON model
 * of a definition once, names everything in it that cannot work, and yields records that need no
 * further check.
 */
@NullMarked
package io.waybill.flowengine.definition;

import org.jspecify.annotations.NullMarked;
