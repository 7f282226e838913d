/** Golden leads in PostgreSQL, and definitions made ready for trials. */
@NullMarked
package io.waybill.flowengine.trial.store;

import org.jspecify.annotations.NullMarked;
