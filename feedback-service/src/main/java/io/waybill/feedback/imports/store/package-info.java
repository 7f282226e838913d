/** Tables of imports, and the worker that goes through their rows. */
@NullMarked
package io.waybill.feedback.imports.store;

import org.jspecify.annotations.NullMarked;
