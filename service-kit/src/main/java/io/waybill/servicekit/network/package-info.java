/** Where calls come from. */
@NullMarked
package io.waybill.servicekit.network;

import org.jspecify.annotations.NullMarked;
