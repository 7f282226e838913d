/**
 * Connections with buyers, as the seller's lane and the flow's deployment read them: how one
 * stands, where its leads go, and what is wrong with it in words.
 */
@NullMarked
package io.waybill.flowengine.partner;

import org.jspecify.annotations.NullMarked;
