/** The documents of a source as a page and as OpenAPI. */
@NullMarked
package io.waybill.intake.docs.http;

import org.jspecify.annotations.NullMarked;
