/** Entries of the audit log, without a server. */
@NullMarked
package io.waybill.partner.audit.store;

import org.jspecify.annotations.NullMarked;
