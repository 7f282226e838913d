/** The calls by which files come in and are watched. */
@NullMarked
package io.waybill.feedback.imports.http;

import org.jspecify.annotations.NullMarked;
