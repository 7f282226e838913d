/**
 * What Waybill shows to a destination so that it is let in: kept once for an account, sealed, and
 * opened as late as can be. Pure: kinds, what they need, and how they change.
 */
@NullMarked
package io.waybill.delivery.credential;

import org.jspecify.annotations.NullMarked;
