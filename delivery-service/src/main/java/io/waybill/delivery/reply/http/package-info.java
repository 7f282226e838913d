/** Replies as documents: JSON, XML, HTML and text, read with nothing that they could make fetch. */
@NullMarked
package io.waybill.delivery.reply.http;

import org.jspecify.annotations.NullMarked;
