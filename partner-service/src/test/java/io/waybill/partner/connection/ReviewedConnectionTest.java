package io.waybill.partner.connection;

import static io.waybill.partner.connection.ConnectionDeciderTest.ACCEPTED_FREE;
import static io.waybill.partner.connection.ConnectionDeciderTest.ACCEPTED_PAYING;
import static io.waybill.partner.connection.ConnectionDeciderTest.AT_DESTINATION;
import static io.waybill.partner.connection.ConnectionDeciderTest.DESTINATION;
import static io.waybill.partner.connection.ConnectionDeciderTest.FLOW;
import static io.waybill.partner.connection.ConnectionDeciderTest.IN_FLOW;
import static io.waybill.partner.connection.ConnectionDeciderTest.OPENED;
import static io.waybill.partner.connection.ConnectionDeciderTest.TO_DESTINATION;
import static io.waybill.partner.connection.ConnectionDeciderTest.affairs;
import static io.waybill.partner.connection.ConnectionDeciderTest.choosing;
import static io.waybill.partner.connection.ConnectionDeciderTest.owning;
import static io.waybill.partner.connection.ConnectionDeciderTest.paying;

import io.waybill.eventsourcing.DeciderSpecification;
import io.waybill.partner.connection.BuyerAffairs.Kind;
import io.waybill.partner.connection.BuyerAffairs.Place;
import io.waybill.partner.connection.ConnectionCommand.Configure;
import io.waybill.partner.connection.ConnectionCommand.Review;
import io.waybill.partner.connection.ConnectionEvent.ConnectionConfigured;
import io.waybill.partner.connection.ConnectionEvent.ConnectionPaused;
import io.waybill.partner.connection.ConnectionEvent.ConnectionResumed;
import io.waybill.partner.subscription.Plan;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How connections follow what changes with their buyers. */
class ReviewedConnectionTest {

    private static final Place DESTINATION_THERE = new Place(DESTINATION, Kind.DESTINATION, true);
    private static final Place DESTINATION_OFF = new Place(DESTINATION, Kind.DESTINATION, false);

    private final DeciderSpecification<
                    Connection, ConnectionCommand, ConnectionEvent, ConnectionRefusal>
            connection =
                    DeciderSpecification.of(
                            new Connection.Unopened(),
                            ConnectionDecider::decide,
                            Connection::evolve);

    @Test
    void a_free_buyer_that_makes_its_destination_is_configured() {
        connection
                .given(OPENED, ACCEPTED_FREE)
                .when(new Review(owning(Plan.FREE, DESTINATION_THERE)))
                .thenEvents(AT_DESTINATION);
    }

    @Test
    void looking_again_at_what_has_not_changed_changes_nothing() {
        connection
                .given(OPENED, ACCEPTED_FREE, AT_DESTINATION)
                .when(new Review(owning(Plan.FREE, DESTINATION_THERE)))
                .thenEvents();
        connection.given(OPENED).when(new Review(affairs(Plan.FREE))).thenEvents();
    }

    @Test
    void a_destination_that_is_disabled_or_gone_holds_the_leads_back_until_it_is_there() {
        ConnectionPaused held = held(Hold.DESTINATION);

        connection
                .given(OPENED, ACCEPTED_FREE, AT_DESTINATION)
                .when(new Review(owning(Plan.FREE, DESTINATION_OFF)))
                .thenEvents(held);
        connection
                .given(OPENED, ACCEPTED_FREE, AT_DESTINATION)
                .when(new Review(affairs(Plan.FREE)))
                .thenEvents(held);
        connection
                .given(OPENED, ACCEPTED_FREE, AT_DESTINATION, held)
                .when(new Review(owning(Plan.FREE, DESTINATION_THERE)))
                .thenEvents(new ConnectionResumed(Hold.DESTINATION));
    }

    @Test
    void no_other_destination_takes_the_place_of_one_that_somebody_chose() {
        Place other = new Place(new UUID(7, 20), Kind.DESTINATION, true);

        connection
                .given(OPENED, ACCEPTED_FREE, AT_DESTINATION)
                .when(new Review(owning(Plan.FREE, other)))
                .thenEvents(held(Hold.DESTINATION));
        connection
                .given(OPENED, ACCEPTED_FREE, AT_DESTINATION, held(Hold.DESTINATION))
                .when(new Review(owning(Plan.FREE, other)))
                .thenEvents();
        connection
                .given(OPENED, ACCEPTED_FREE, AT_DESTINATION, held(Hold.DESTINATION))
                .when(
                        new Configure(
                                new Target.ToDestination(other.id()), choosing(Plan.FREE, other)))
                .thenEvents(
                        new ConnectionConfigured(new Target.ToDestination(other.id())),
                        new ConnectionResumed(Hold.DESTINATION));
    }

    @Test
    void of_several_destinations_none_is_chosen_for_a_buyer() {
        connection.given(OPENED, ACCEPTED_FREE).when(new Review(affairs(Plan.FREE))).thenEvents();
    }

    @Test
    void a_flow_that_is_disabled_or_gone_holds_the_leads_back() {
        connection
                .given(OPENED, ACCEPTED_PAYING, IN_FLOW)
                .when(new Review(paying(new Place(FLOW, Kind.FLOW, false))))
                .thenEvents(held(Hold.FLOW));
        connection
                .given(OPENED, ACCEPTED_PAYING, IN_FLOW, held(Hold.FLOW))
                .when(new Review(paying(new Place(FLOW, Kind.FLOW, true))))
                .thenEvents(new ConnectionResumed(Hold.FLOW));
    }

    @Test
    void a_subscription_that_ends_holds_the_leads_back() {
        connection
                .given(OPENED, ACCEPTED_FREE, AT_DESTINATION)
                .when(new Review(owning(Plan.NONE, DESTINATION_THERE)))
                .thenEvents(held(Hold.SUBSCRIPTION));
    }

    @Test
    void a_buyer_that_pays_no_more_gets_no_leads_anywhere_until_it_chooses() {
        connection
                .given(OPENED, ACCEPTED_PAYING, IN_FLOW)
                .when(
                        new Review(
                                new BuyerAffairs(
                                        Plan.FREE,
                                        Optional.of(DESTINATION_THERE),
                                        Optional.of(new Place(FLOW, Kind.FLOW, true)))))
                .thenEvents(held(Hold.SUBSCRIPTION));
        connection
                .given(OPENED, ACCEPTED_PAYING, IN_FLOW, held(Hold.SUBSCRIPTION))
                .when(new Configure(TO_DESTINATION, choosing(Plan.FREE, DESTINATION_THERE)))
                .thenEvents(AT_DESTINATION, new ConnectionResumed(Hold.SUBSCRIPTION));
    }

    @Test
    void a_buyer_that_pays_again_gets_its_leads_where_it_had_them() {
        connection
                .given(OPENED, ACCEPTED_PAYING, IN_FLOW, held(Hold.SUBSCRIPTION))
                .when(new Review(paying(new Place(FLOW, Kind.FLOW, true))))
                .thenEvents(new ConnectionResumed(Hold.SUBSCRIPTION));
    }

    @Test
    void what_a_person_paused_stays_paused() {
        connection
                .given(
                        OPENED,
                        ACCEPTED_FREE,
                        AT_DESTINATION,
                        held(Hold.BUYER),
                        held(Hold.DESTINATION))
                .when(new Review(owning(Plan.FREE, DESTINATION_THERE)))
                .thenEvents(new ConnectionResumed(Hold.DESTINATION));
    }

    private static ConnectionPaused held(Hold hold) {
        return new ConnectionPaused(hold, Optional.empty());
    }
}
