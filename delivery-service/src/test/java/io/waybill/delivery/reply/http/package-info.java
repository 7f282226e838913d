/** Tests of how replies are read. */
@NullMarked
package io.waybill.delivery.reply.http;

import org.jspecify.annotations.NullMarked;
