/** Links by which passwords are reset. */
@NullMarked
package io.waybill.partner.password.store;

import org.jspecify.annotations.NullMarked;
