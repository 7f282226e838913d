/**
 * Why a lead went as it did: its recorded events told one by one, and each decision made again from
 * what was recorded, to see that it still comes to the same. Pure.
 */
@NullMarked
package io.waybill.flowengine.explanation;

import org.jspecify.annotations.NullMarked;
