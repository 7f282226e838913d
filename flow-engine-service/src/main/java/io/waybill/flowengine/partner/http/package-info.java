/** What the owner of a flow, and the partner of a connection, may ask about Buyer Steps. */
@NullMarked
package io.waybill.flowengine.partner.http;

import org.jspecify.annotations.NullMarked;
