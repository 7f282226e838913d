/** Tests of what replies mean. */
@NullMarked
package io.waybill.delivery.reply;

import org.jspecify.annotations.NullMarked;
