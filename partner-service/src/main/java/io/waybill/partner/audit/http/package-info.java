/** The management API of what was done in an account. */
@NullMarked
package io.waybill.partner.audit.http;

import org.jspecify.annotations.NullMarked;
