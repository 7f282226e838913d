/** Reads topics as a stranger would: schemas from the registry, generic records. */
@NullMarked
package io.waybill.systemtests.ledger;

import org.jspecify.annotations.NullMarked;
