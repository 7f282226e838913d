@NullMarked
package io.waybill.delivery.batch;

import org.jspecify.annotations.NullMarked;
