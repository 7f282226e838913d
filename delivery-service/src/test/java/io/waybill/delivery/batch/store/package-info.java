@NullMarked
package io.waybill.delivery.batch.store;

import org.jspecify.annotations.NullMarked;
