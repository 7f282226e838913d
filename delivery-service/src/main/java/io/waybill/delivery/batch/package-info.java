/**
 * Leads that go out together: when a batch is due, how its rows are written, and what becomes of
 * it. Pure; the rows themselves, and who makes a batch, are the store's.
 */
@NullMarked
package io.waybill.delivery.batch;

import org.jspecify.annotations.NullMarked;
