/** Decisions about sessions. */
@NullMarked
package io.waybill.partner.session;

import org.jspecify.annotations.NullMarked;
