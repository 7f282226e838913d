/** Slow and random things: password hashes, secrets, tokens. */
@NullMarked
package io.waybill.partner.session.crypto;

import org.jspecify.annotations.NullMarked;
