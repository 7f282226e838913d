package io.waybill.partner.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.eventsourcing.DeciderSpecification;
import io.waybill.partner.account.Label;
import io.waybill.partner.connection.BuyerAffairs.Kind;
import io.waybill.partner.connection.BuyerAffairs.Place;
import io.waybill.partner.connection.ConnectionCommand.Accept;
import io.waybill.partner.connection.ConnectionCommand.CloseUnanswered;
import io.waybill.partner.connection.ConnectionCommand.Configure;
import io.waybill.partner.connection.ConnectionCommand.End;
import io.waybill.partner.connection.ConnectionCommand.Open;
import io.waybill.partner.connection.ConnectionCommand.Pause;
import io.waybill.partner.connection.ConnectionCommand.Resume;
import io.waybill.partner.connection.ConnectionEvent.ConnectionAccepted;
import io.waybill.partner.connection.ConnectionEvent.ConnectionConfigured;
import io.waybill.partner.connection.ConnectionEvent.ConnectionEnded;
import io.waybill.partner.connection.ConnectionEvent.ConnectionOpened;
import io.waybill.partner.connection.ConnectionEvent.ConnectionPaused;
import io.waybill.partner.connection.ConnectionEvent.ConnectionResumed;
import io.waybill.partner.subscription.Plan;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConnectionDeciderTest {

    static final UUID SELLER = new UUID(7, 3);
    static final UUID BUYER = new UUID(7, 4);
    static final UUID DESTINATION = new UUID(7, 10);
    static final UUID FLOW = new UUID(7, 11);
    static final Target.ToFlow TO_FLOW = new Target.ToFlow(FLOW, new UUID(7, 12));
    static final Target.ToDestination TO_DESTINATION = new Target.ToDestination(DESTINATION);
    static final Label BUYERS_NAME = new Label("Bea's Bank");

    static final ConnectionOpened OPENED = opened();
    static final ConnectionAccepted ACCEPTED_FREE =
            new ConnectionAccepted(BUYER, BUYERS_NAME, false);
    static final ConnectionAccepted ACCEPTED_PAYING =
            new ConnectionAccepted(BUYER, BUYERS_NAME, true);
    static final ConnectionConfigured AT_DESTINATION = new ConnectionConfigured(TO_DESTINATION);
    static final ConnectionConfigured IN_FLOW = new ConnectionConfigured(TO_FLOW);

    private static final Open OPEN =
            new Open(
                    OPENED.connectionId(),
                    SELLER,
                    OPENED.invitationId(),
                    new Label("Bea Buyer"),
                    List.of("email"));
    private static final Optional<String> WHY = Optional.of("holidays");

    final DeciderSpecification<Connection, ConnectionCommand, ConnectionEvent, ConnectionRefusal>
            connection =
                    DeciderSpecification.of(
                            new Connection.Unopened(),
                            ConnectionDecider::decide,
                            Connection::evolve);

    @Test
    void a_connection_is_opened_once() {
        connection.given().when(OPEN).thenEvents(OPENED);
        connection.given(OPENED).when(OPEN).thenRefused(ConnectionRefusal.ALREADY_OPEN);
    }

    @Test
    void a_free_buyer_without_a_destination_is_there_and_not_configured() {
        connection.given(OPENED).when(accept(affairs(Plan.FREE))).thenEvents(ACCEPTED_FREE);
    }

    @Test
    void a_free_buyer_is_connected_to_its_destination_at_once() {
        connection
                .given(OPENED)
                .when(accept(owning(Plan.FREE, new Place(DESTINATION, Kind.DESTINATION, true))))
                .thenEvents(ACCEPTED_FREE, AT_DESTINATION);
    }

    @Test
    void a_destination_that_is_disabled_is_not_chosen() {
        connection
                .given(OPENED)
                .when(accept(owning(Plan.FREE, new Place(DESTINATION, Kind.DESTINATION, false))))
                .thenEvents(ACCEPTED_FREE);
    }

    @Test
    void a_paying_buyer_accepts_with_the_flow_that_it_chooses() {
        connection
                .given(OPENED)
                .when(acceptInto(TO_FLOW, paying(new Place(FLOW, Kind.FLOW, true))))
                .thenEvents(ACCEPTED_PAYING, IN_FLOW);
    }

    @Test
    void a_flow_that_takes_no_leads_yet_is_held_before_it_is_chosen() {
        connection
                .given(OPENED)
                .when(acceptInto(TO_FLOW, paying(new Place(FLOW, Kind.FLOW, false))))
                .thenEvents(
                        ACCEPTED_PAYING,
                        new ConnectionPaused(Hold.FLOW, Optional.empty()),
                        IN_FLOW);
    }

    @Test
    void a_paying_buyer_may_choose_later_also_where_it_has_a_destination() {
        connection
                .given(OPENED)
                .when(accept(owning(Plan.PAID, new Place(DESTINATION, Kind.DESTINATION, true))))
                .thenEvents(ACCEPTED_PAYING);
        connection
                .given(OPENED, ACCEPTED_PAYING)
                .when(new Configure(TO_FLOW, paying(new Place(FLOW, Kind.FLOW, true))))
                .thenEvents(IN_FLOW);
    }

    @Test
    void the_flow_of_somebody_else_is_not_known() {
        connection
                .given(OPENED)
                .when(acceptInto(TO_FLOW, affairs(Plan.PAID)))
                .thenRefused(ConnectionRefusal.UNKNOWN_FLOW);
        connection
                .given(OPENED, ACCEPTED_PAYING)
                .when(new Configure(TO_DESTINATION, affairs(Plan.PAID)))
                .thenRefused(ConnectionRefusal.UNKNOWN_DESTINATION);
    }

    @Test
    void a_flow_is_no_destination_and_a_destination_is_no_flow() {
        connection
                .given(OPENED, ACCEPTED_PAYING)
                .when(
                        new Configure(
                                TO_DESTINATION, paying(new Place(DESTINATION, Kind.FLOW, true))))
                .thenRefused(ConnectionRefusal.UNKNOWN_DESTINATION);
        connection
                .given(OPENED, ACCEPTED_PAYING)
                .when(new Configure(TO_FLOW, paying(new Place(FLOW, Kind.DESTINATION, true))))
                .thenRefused(ConnectionRefusal.UNKNOWN_FLOW);
    }

    @Test
    void a_flow_needs_the_paid_plan() {
        connection
                .given(OPENED)
                .when(acceptInto(TO_FLOW, choosing(Plan.FREE, new Place(FLOW, Kind.FLOW, true))))
                .thenRefused(ConnectionRefusal.FLOW_NOT_COVERED);
    }

    @Test
    void the_source_in_a_flow_stays_the_same_when_the_flow_is_chosen_again() {
        Target again = new Target.ToFlow(FLOW, new UUID(7, 99));

        connection
                .given(OPENED, ACCEPTED_PAYING, IN_FLOW)
                .when(new Configure(again, paying(new Place(FLOW, Kind.FLOW, true))))
                .thenEvents();
    }

    @Test
    void a_seller_is_no_partner_of_itself() {
        connection
                .given(OPENED)
                .when(new Accept(SELLER, BUYERS_NAME, Optional.empty(), affairs(Plan.FREE)))
                .thenRefused(ConnectionRefusal.WITH_ITSELF);
    }

    @Test
    void accepting_again_changes_nothing_and_another_account_is_refused() {
        connection.given(OPENED, ACCEPTED_FREE).when(accept(affairs(Plan.FREE))).thenEvents();
        connection
                .given(OPENED, ACCEPTED_FREE)
                .when(
                        new Accept(
                                new UUID(7, 77), BUYERS_NAME, Optional.empty(), affairs(Plan.FREE)))
                .thenRefused(ConnectionRefusal.ALREADY_ACCEPTED);
    }

    @ParameterizedTest
    @EnumSource
    void each_side_pauses_and_resumes_for_itself(Side side) {
        Hold hold = side == Side.SELLER ? Hold.SELLER : Hold.BUYER;
        Side other = side == Side.SELLER ? Side.BUYER : Side.SELLER;
        ConnectionPaused paused = new ConnectionPaused(hold, WHY);

        connection.given(OPENED, ACCEPTED_FREE).when(new Pause(side, WHY)).thenEvents(paused);
        connection.given(OPENED, ACCEPTED_FREE, paused).when(new Pause(side, WHY)).thenEvents();
        connection.given(OPENED, ACCEPTED_FREE, paused).when(new Resume(other)).thenEvents();
        connection
                .given(OPENED, ACCEPTED_FREE, paused)
                .when(new Resume(side))
                .thenEvents(new ConnectionResumed(hold));
        connection.given(OPENED, ACCEPTED_FREE).when(new Resume(side)).thenEvents();
    }

    @ParameterizedTest
    @EnumSource
    void either_side_ends_it_for_good(Side side) {
        ConnectionEnded ended =
                new ConnectionEnded(side == Side.SELLER ? EndCause.SELLER : EndCause.BUYER, WHY);

        connection.given(OPENED, ACCEPTED_FREE).when(new End(side, WHY)).thenEvents(ended);
        connection.given(OPENED, ACCEPTED_FREE, ended).when(new End(side, WHY)).thenEvents();
        connection
                .given(OPENED, ACCEPTED_FREE, ended)
                .when(new Resume(side))
                .thenRefused(ConnectionRefusal.ENDED);
        connection
                .given(OPENED, ACCEPTED_FREE, ended)
                .when(accept(affairs(Plan.FREE)))
                .thenRefused(ConnectionRefusal.ENDED);
    }

    @Test
    void it_ends_with_an_invitation_that_comes_to_nothing() {
        CloseUnanswered close = new CloseUnanswered(EndCause.EXPIRED, Optional.empty());

        connection
                .given(OPENED)
                .when(close)
                .thenEvents(new ConnectionEnded(EndCause.EXPIRED, Optional.empty()));
        connection
                .given(OPENED, ACCEPTED_FREE)
                .when(close)
                .thenRefused(ConnectionRefusal.ALREADY_ACCEPTED);
    }

    @Test
    void before_the_acceptance_nothing_can_be_done_with_it() {
        for (ConnectionCommand command :
                List.of(
                        new Pause(Side.SELLER, WHY),
                        new Resume(Side.SELLER),
                        new End(Side.SELLER, WHY),
                        new Configure(TO_DESTINATION, affairs(Plan.FREE)))) {
            connection.given(OPENED).when(command).thenRefused(ConnectionRefusal.NOT_ACCEPTED);
            connection.given().when(command).thenRefused(ConnectionRefusal.UNKNOWN);
        }
    }

    @Test
    void names_stand_in_no_text() {
        assertThat(List.of(OPENED.toString(), ACCEPTED_FREE.toString()))
                .allSatisfy(text -> assertThat(text).doesNotContain("Bea"));
    }

    /** Of a buyer that has nothing of what matters. */
    static BuyerAffairs affairs(Plan plan) {
        return new BuyerAffairs(plan, Optional.empty(), Optional.empty());
    }

    /** Of a buyer with one destination. */
    static BuyerAffairs owning(Plan plan, Place destination) {
        return new BuyerAffairs(plan, Optional.of(destination), Optional.empty());
    }

    /** Of a buyer that has where the connection goes or is to go. */
    static BuyerAffairs choosing(Plan plan, Place place) {
        return new BuyerAffairs(plan, Optional.empty(), Optional.of(place));
    }

    static BuyerAffairs paying(Place flow) {
        return choosing(Plan.PAID, flow);
    }

    private static ConnectionOpened opened() {
        return new ConnectionOpened(
                new UUID(7, 1), SELLER, new UUID(7, 2), new Label("Bea Buyer"), List.of("email"));
    }

    private static Accept accept(BuyerAffairs affairs) {
        return new Accept(BUYER, BUYERS_NAME, Optional.empty(), affairs);
    }

    private static Accept acceptInto(Target.ToFlow flow, BuyerAffairs affairs) {
        return new Accept(BUYER, BUYERS_NAME, Optional.of(flow), affairs);
    }
}
