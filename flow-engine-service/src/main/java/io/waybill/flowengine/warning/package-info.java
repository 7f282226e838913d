/** What a definition that can run will hardly do as its owner means it. Pure. */
@NullMarked
package io.waybill.flowengine.warning;

import org.jspecify.annotations.NullMarked;
