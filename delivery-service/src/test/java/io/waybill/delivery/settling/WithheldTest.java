package io.waybill.delivery.settling;

import static io.waybill.delivery.settling.Histories.ONCE;
import static io.waybill.delivery.settling.Histories.UNREACHABLE;
import static io.waybill.delivery.settling.Histories.accepted;
import static io.waybill.delivery.settling.Histories.retrying;

import io.waybill.delivery.settling.DeliveryCommand.GiveUp;
import io.waybill.delivery.settling.DeliveryEvent.DeliverySettled;
import io.waybill.eventsourcing.DeciderSpecification;
import org.junit.jupiter.api.Test;

/** What is not sent since the receiver may have the lead by another delivery. */
class WithheldTest {

    private static final GiveUp WITHHELD = new GiveUp("another run has it", false);

    private final DeliveryDecider decider = new DeliveryDecider();
    private final DeciderSpecification<Delivery, DeliveryCommand, DeliveryEvent, Refusal> delivery =
            DeciderSpecification.of(
                    new Delivery.Unrequested(),
                    (command, state) -> decider.decide(state, command),
                    DeliveryDecider::evolve);

    @Test
    void nobody_else_is_asked_for_a_lead_that_is_withheld() {
        delivery.given(accepted(ONCE)).when(WITHHELD).thenEvents(uncertain(0));
    }

    @Test
    void what_failed_for_certain_before_is_uncertain_all_the_same() {
        delivery.given(retrying(ONCE, UNREACHABLE)).when(WITHHELD).thenEvents(uncertain(1));
    }

    private static DeliverySettled uncertain(int attempts) {
        return new DeliverySettled(
                StepOutcome.ERROR, false, attempts, WITHHELD.reason(), AttemptResult.Read.NOTHING);
    }
}
