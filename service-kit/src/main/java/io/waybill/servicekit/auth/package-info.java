/** Who calls: session tokens and API keys, checked in memory against what partner.events says. */
@NullMarked
package io.waybill.servicekit.auth;

import org.jspecify.annotations.NullMarked;
