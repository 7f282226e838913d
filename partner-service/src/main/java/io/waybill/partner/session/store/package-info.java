/** Sessions and signing keys in PostgreSQL. */
@NullMarked
package io.waybill.partner.session.store;

import org.jspecify.annotations.NullMarked;
