/** Values that only the holder of a key can read: data keys, master keys, sealed text. */
@NullMarked
package io.waybill.eventsourcing.sealing;

import org.jspecify.annotations.NullMarked;
