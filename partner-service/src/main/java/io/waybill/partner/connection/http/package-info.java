/** The management API of connections and partners, for both sides. */
@NullMarked
package io.waybill.partner.connection.http;

import org.jspecify.annotations.NullMarked;
