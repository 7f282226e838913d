/** Credentials, checked without a server. */
@NullMarked
package io.waybill.servicekit.auth;

import org.jspecify.annotations.NullMarked;
