/**
 * The life of a lead in one flow: a sealed state, pure decisions and a total evolution. Deciding a
 * recorded lead again gives the same events.
 */
@NullMarked
package io.waybill.flowengine.leadrun;

import org.jspecify.annotations.NullMarked;
