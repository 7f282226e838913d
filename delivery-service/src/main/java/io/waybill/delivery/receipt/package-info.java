/**
 * The signed receipt of a hand-over: what was sent when and what came of it, in a form that both
 * sides can check with the installation's public key.
 */
@NullMarked
package io.waybill.delivery.receipt;

import org.jspecify.annotations.NullMarked;
