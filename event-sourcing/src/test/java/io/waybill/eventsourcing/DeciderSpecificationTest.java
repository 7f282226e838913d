package io.waybill.eventsourcing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** The fixture on a gate that opens once. */
class DeciderSpecificationTest {

    private enum Gate {
        SHUT,
        OPEN
    }

    private record Open(String by) {}

    private record Opened(String by) {}

    private record AlreadyOpen() {}

    private final DeciderSpecification<Gate, Open, Opened, AlreadyOpen> gate =
            DeciderSpecification.of(
                    Gate.SHUT,
                    (command, state) ->
                            state == Gate.OPEN
                                    ? Decision.refused(new AlreadyOpen())
                                    : Decision.accepted(new Opened(command.by())),
                    (_, _) -> Gate.OPEN);

    @Test
    void a_command_leads_to_events() {
        gate.given().when(new Open("Ann")).thenEvents(new Opened("Ann")).andState(Gate.OPEN);
    }

    @Test
    void a_command_is_refused() {
        gate.given(new Opened("Ann")).when(new Open("Bob")).thenRefused(new AlreadyOpen());
    }

    @Test
    void another_event_than_expected_fails_the_test() {
        assertThatThrownBy(() -> gate.given().when(new Open("Ann")).thenEvents(new Opened("Bob")))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> gate.given().when(new Open("Ann")).thenNothing())
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> gate.given().when(new Open("Ann")).thenRefused(new AlreadyOpen()))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void a_decider_that_decides_differently_each_time_fails_the_test() {
        int[] calls = {0};
        DeciderSpecification<Gate, Open, Opened, AlreadyOpen> fickle =
                DeciderSpecification.of(
                        Gate.SHUT,
                        (_, _) -> Decision.accepted(new Opened("call " + calls[0]++)),
                        (state, _) -> state);

        assertThatThrownBy(() -> fickle.given().when(new Open("Ann")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("deciding again gives the same");
    }
}
