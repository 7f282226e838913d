package io.waybill.partner.connection.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a connection, as one side may read it.
 *
 * @param event {@code opened}, {@code accepted}, {@code configured}, {@code paused}, {@code
 *     resumed} or {@code ended}
 * @param side {@code seller}, {@code buyer}, or {@code system} where nobody did it
 * @param by who did it; null for who of the other side did
 * @param detail what holds it, or what ended it; null for other events
 * @param reason that was given; null for none, and where it was erased
 */
public record ConnectionPast(
        Instant at,
        String event,
        String side,
        @Nullable String by,
        @Nullable String detail,
        @Nullable String reason) {

    /** Masked: a reason is what somebody wrote. */
    @Override
    public String toString() {
        return "ConnectionPast[" + event + "]";
    }
}
