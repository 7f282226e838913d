/**
 * Where leads go: configured once, used by many flows. Address, settings, credential, limits, how
 * often it is tried again, when it is open. Pure: a definition is read, judged and changed here.
 */
@NullMarked
package io.waybill.delivery.destination;

import org.jspecify.annotations.NullMarked;
