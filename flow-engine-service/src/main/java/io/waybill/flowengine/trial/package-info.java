/**
 * A made-up lead through a definition, by the code that decides real ones and without any effect;
 * and the leads that a flow's owner keeps to be tried at each deployment. Pure.
 */
@NullMarked
package io.waybill.flowengine.trial;

import org.jspecify.annotations.NullMarked;
