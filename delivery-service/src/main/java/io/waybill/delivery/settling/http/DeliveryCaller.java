package io.waybill.delivery.settling.http;

import io.waybill.delivery.settling.store.DeliveryReader.Reader;
import io.waybill.servicekit.auth.Actor;
import io.waybill.servicekit.auth.Caller;
import io.waybill.servicekit.auth.Role;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Who calls, read before the first asynchronous step. */
@Singleton
final class DeliveryCaller {

    private final Caller caller;

    DeliveryCaller(Caller caller) {
        this.caller = caller;
    }

    UUID accountId() {
        return caller.accountId();
    }

    /** Who only looks after bills sees no lead. */
    Reader reader() {
        return new Reader(caller.accountId(), caller.role() != Role.BILLING);
    }

    /** As {@code user:<id>} or {@code api-key:<id>}. */
    String by() {
        return switch (caller.actor()) {
            case Actor.User user -> "user:" + user.id();
            case Actor.ApiKey key -> "api-key:" + key.id();
        };
    }
}
