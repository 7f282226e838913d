/** The API of explanations. */
@NullMarked
package io.waybill.flowengine.explanation.http;

import org.jspecify.annotations.NullMarked;
