/** Exports over HTTP. */
@NullMarked
package io.waybill.reporting.export.http;

import org.jspecify.annotations.NullMarked;
