/** The calls of somebody who has forgotten a password. */
@NullMarked
package io.waybill.partner.password.http;

import org.jspecify.annotations.NullMarked;
