package io.waybill.flowengine.partner;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.flowengine.partner.Connection.Receiver;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandingTest {

    private static final UUID ID = new UUID(1, 1);
    private static final UUID BUYER = new UUID(2, 2);
    private static final Receiver THERE = new Receiver.ToDestination(new UUID(3, 3));
    private static final Connection OPEN =
            Connection.opened(ID).accepted(BUYER).configured(Optional.of(THERE));

    @Test
    void leads_go_once_the_partner_has_accepted_and_said_whereto() {
        assertThat(Standing.of(Optional.of(OPEN))).isEqualTo(new Standing.Open(ID, BUYER, THERE));
    }

    @Test
    void before_that_the_step_waits_and_says_for_what() {
        Connection opened = Connection.opened(ID);

        assertThat(notYet(opened)).isEqualTo("The invitation has not been accepted yet");
        assertThat(notYet(opened.accepted(BUYER)))
                .isEqualTo("The partner has not configured its side yet");
        assertThat(notYet(OPEN.held("seller"))).isEqualTo("The connection is paused");
        assertThat(notYet(OPEN.held("buyer").held("seller"))).isEqualTo("The connection is paused");
    }

    @Test
    void what_somebody_has_paused_is_no_error_whatever_else_holds_it() {
        assertThat(notYet(OPEN.held("destination").held("seller")))
                .isEqualTo("The connection is paused");
        assertThat(notYet(OPEN.held("buyer").held("subscription")))
                .isEqualTo("The connection is paused");
    }

    @ParameterizedTest
    @CsvSource({
        "subscription, subscription has ended",
        "destination, destination is disabled or gone",
        "flow, flow",
        "weather, something is wrong with the buyer's weather"
    })
    void what_is_missing_on_the_other_side_is_an_error_that_says_what_to_do(
            String hold, String what) {
        assertThat(broken(Optional.of(OPEN.held(hold))))
                .startsWith("Invalid Buyer Account: ")
                .contains(what)
                .contains(". Ask the buyer to ");
    }

    @ParameterizedTest
    @CsvSource({
        "declined, was declined",
        "expired, has expired",
        "revoked, was taken back",
        "buyer, the buyer has ended",
        "seller, has ended"
    })
    void an_ended_connection_is_an_error_whatever_else_holds_it(String cause, String what) {
        assertThat(broken(Optional.of(OPEN.held("seller").ended(cause))))
                .startsWith("Invalid Buyer Account: ")
                .contains(what)
                .contains("invite the buyer again");
    }

    @Test
    void a_connection_that_the_account_has_not_is_an_error() {
        assertThat(broken(Optional.empty())).contains("there is no such connection");
    }

    @Test
    void a_hold_that_is_lifted_leaves_the_others() {
        Connection held = OPEN.held("flow").held("buyer").held("flow");

        assertThat(notYet(held.released("flow"))).isEqualTo("The connection is paused");
        assertThat(held.released("flow").released("buyer")).isEqualTo(OPEN);
    }

    private static String notYet(Connection connection) {
        return ((Standing.NotYet) Standing.of(Optional.of(connection))).reason();
    }

    private static String broken(Optional<Connection> connection) {
        return ((Standing.Broken) Standing.of(connection)).reason();
    }
}
