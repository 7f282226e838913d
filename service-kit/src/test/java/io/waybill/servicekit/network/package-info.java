/** Where calls come from, tried without a network. */
@NullMarked
package io.waybill.servicekit.network;

import org.jspecify.annotations.NullMarked;
