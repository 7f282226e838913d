/** What all resources here share: the shape of JSON. */
@NullMarked
package io.waybill.reporting.http;

import org.jspecify.annotations.NullMarked;
