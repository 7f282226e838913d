package io.waybill.partner.connection;

import io.waybill.partner.connection.ConnectionEvent.ConnectionAccepted;
import io.waybill.partner.connection.ConnectionEvent.ConnectionConfigured;
import io.waybill.partner.connection.ConnectionEvent.ConnectionEnded;
import io.waybill.partner.connection.ConnectionEvent.ConnectionOpened;
import io.waybill.partner.connection.ConnectionEvent.ConnectionPaused;
import io.waybill.partner.connection.ConnectionEvent.ConnectionResumed;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A connection as far as decisions need it.
 *
 * <pre>
 * Unopened ──ConnectionOpened──► Invited ──ConnectionAccepted──► Connected
 *                                          Connected ──Configured, Paused, Resumed──► Connected
 *                                Invited, Connected ──ConnectionEnded──► Ended
 * </pre>
 */
public sealed interface Connection {

    record Unopened() implements Connection {}

    record Invited(UUID sellerId) implements Connection {}

    /**
     * @param target empty until the buyer has said where the leads go
     */
    record Connected(UUID sellerId, UUID buyerId, Optional<Target> target, Set<Hold> holds)
            implements Connection {
        public Connected {
            holds = Set.copyOf(holds);
        }

        /** Whether leads go over it now, as far as this side knows. */
        public boolean takesLeads() {
            return target.isPresent() && holds.isEmpty();
        }

        private Connected holding(Hold hold, boolean stands) {
            Set<Hold> changed = EnumSet.noneOf(Hold.class);
            changed.addAll(holds);
            if (stands) {
                changed.add(hold);
            } else {
                changed.remove(hold);
            }
            return new Connected(sellerId, buyerId, target, changed);
        }
    }

    record Ended(EndCause cause) implements Connection {}

    /** The state after an event. History is not refused: what does not fit changes nothing. */
    static Connection evolve(Connection state, ConnectionEvent event) {
        return switch (state) {
            case Unopened unopened ->
                    event instanceof ConnectionOpened opened
                            ? new Invited(opened.sellerId())
                            : unopened;
            case Invited invited ->
                    switch (event) {
                        case ConnectionAccepted accepted ->
                                new Connected(
                                        invited.sellerId,
                                        accepted.buyerId(),
                                        Optional.empty(),
                                        Set.of());
                        case ConnectionEnded ended -> new Ended(ended.cause());
                        case ConnectionOpened _,
                                ConnectionConfigured _,
                                ConnectionPaused _,
                                ConnectionResumed _ ->
                                invited;
                    };
            case Connected connected ->
                    switch (event) {
                        case ConnectionConfigured configured ->
                                new Connected(
                                        connected.sellerId,
                                        connected.buyerId,
                                        Optional.of(configured.target()),
                                        connected.holds);
                        case ConnectionPaused paused -> connected.holding(paused.hold(), true);
                        case ConnectionResumed resumed -> connected.holding(resumed.hold(), false);
                        case ConnectionEnded ended -> new Ended(ended.cause());
                        case ConnectionOpened _, ConnectionAccepted _ -> connected;
                    };
            case Ended ended -> ended;
        };
    }
}
