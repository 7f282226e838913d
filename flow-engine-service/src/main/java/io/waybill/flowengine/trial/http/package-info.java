/** The API of trials and golden leads. */
@NullMarked
package io.waybill.flowengine.trial.http;

import org.jspecify.annotations.NullMarked;
