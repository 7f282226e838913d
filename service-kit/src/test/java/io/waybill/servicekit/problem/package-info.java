/** Errors as callers see them. */
@NullMarked
package io.waybill.servicekit.problem;

import org.jspecify.annotations.NullMarked;
