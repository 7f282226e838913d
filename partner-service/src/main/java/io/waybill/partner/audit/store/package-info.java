/** What was done in an account, in PostgreSQL. */
@NullMarked
package io.waybill.partner.audit.store;

import org.jspecify.annotations.NullMarked;
