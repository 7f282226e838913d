/** Signing in and staying signed in: pure decisions. */
@NullMarked
package io.waybill.partner.session;

import org.jspecify.annotations.NullMarked;
