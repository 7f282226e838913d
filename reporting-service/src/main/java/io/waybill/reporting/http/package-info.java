/** What all resources here share: the shape of JSON, and query parameters. */
@NullMarked
package io.waybill.reporting.http;

import org.jspecify.annotations.NullMarked;
