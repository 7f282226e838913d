/** Tries types, rules and templates on values that are sent along; nothing is kept. */
@NullMarked
package io.waybill.flowengine.preview.http;

import org.jspecify.annotations.NullMarked;
