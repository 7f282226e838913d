/** What every store here needs: connections into one schema, and the opening of sealed values. */
@NullMarked
package io.waybill.reporting.store;

import org.jspecify.annotations.NullMarked;
