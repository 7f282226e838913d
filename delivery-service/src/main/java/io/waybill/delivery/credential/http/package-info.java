/** The management API of credentials, and how a request shows one. */
@NullMarked
package io.waybill.delivery.credential.http;

import org.jspecify.annotations.NullMarked;
