/** Keys of accounts, under which entries of lists are known. */
@NullMarked
package io.waybill.flowengine.list.kafka;

import org.jspecify.annotations.NullMarked;
