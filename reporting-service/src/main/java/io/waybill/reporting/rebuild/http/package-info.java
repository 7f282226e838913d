/** Rebuilds over HTTP, for the operator of the installation. */
@NullMarked
package io.waybill.reporting.rebuild.http;

import org.jspecify.annotations.NullMarked;
