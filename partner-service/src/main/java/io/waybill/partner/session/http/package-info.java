/** The management API of sessions and the published keys. */
@NullMarked
package io.waybill.partner.session.http;

import org.jspecify.annotations.NullMarked;
