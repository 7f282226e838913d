/** Events and outbox written by a Hibernate Reactive session, and the relay that publishes them. */
@NullMarked
package io.waybill.servicekit.store;

import org.jspecify.annotations.NullMarked;
