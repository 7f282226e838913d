/** Tests of resetting passwords. */
@NullMarked
package io.waybill.partner.password;

import org.jspecify.annotations.NullMarked;
