/** What was done in an account: pure values. */
@NullMarked
package io.waybill.partner.audit;

import org.jspecify.annotations.NullMarked;
