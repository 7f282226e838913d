/** Errors as application/problem+json with a stable code, and no value of a field in them. */
@NullMarked
package io.waybill.servicekit.problem;

import org.jspecify.annotations.NullMarked;
