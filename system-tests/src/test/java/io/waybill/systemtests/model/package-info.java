/** A small model of what the ledger means, written apart from the services that it checks. */
@NullMarked
package io.waybill.systemtests.model;

import org.jspecify.annotations.NullMarked;
