package io.waybill.delivery.settling;

import static io.waybill.delivery.settling.Histories.BROKEN;
import static io.waybill.delivery.settling.Histories.DEADLINE;
import static io.waybill.delivery.settling.Histories.ONCE;
import static io.waybill.delivery.settling.Histories.T0;
import static io.waybill.delivery.settling.Histories.TAKEN;
import static io.waybill.delivery.settling.Histories.accepted;
import static io.waybill.delivery.settling.Histories.concluded;
import static io.waybill.delivery.settling.Histories.end;
import static io.waybill.delivery.settling.Histories.retrying;
import static io.waybill.delivery.settling.Histories.sending;

import io.waybill.delivery.settling.DeliveryCommand.Accept;
import io.waybill.delivery.settling.DeliveryCommand.GiveUp;
import io.waybill.delivery.settling.DeliveryCommand.ReachDeadline;
import io.waybill.delivery.settling.DeliveryCommand.Recover;
import io.waybill.delivery.settling.DeliveryCommand.StartAttempt;
import io.waybill.eventsourcing.DeciderSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every command against every state that it does not apply to. */
class DeliveryRefusalsTest {

    private final DeliveryDecider decider = new DeliveryDecider();
    private final DeciderSpecification<Delivery, DeliveryCommand, DeliveryEvent, Refusal> delivery =
            DeciderSpecification.of(
                    new Delivery.Unrequested(),
                    (command, state) -> decider.decide(state, command),
                    DeliveryDecider::evolve);

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("refusals")
    void a_command_that_does_not_apply_is_refused(
            List<DeliveryEvent> history, DeliveryCommand command, Refusal refusal) {
        delivery.given(history).when(command).thenRefused(refusal);
    }

    static Stream<Arguments> refusals() {
        List<Arguments> cases = new ArrayList<>();
        for (DeliveryCommand command : everyCommand()) {
            if (!(command instanceof Accept)) {
                cases.add(Arguments.of(List.of(), command, Refusal.NEVER_REQUESTED));
            }
            cases.add(Arguments.of(concluded(), command, Refusal.ALREADY_SETTLED));
        }
        List<DeliveryEvent> accepted = accepted(ONCE);
        List<DeliveryEvent> sending = sending(ONCE);
        List<DeliveryEvent> retrying = retrying(ONCE, BROKEN);
        Accept again = new Accept(ONCE);
        ReachDeadline early = new ReachDeadline(DEADLINE.minusMillis(500));
        StartAttempt late = new StartAttempt(DEADLINE.minusMillis(499));
        cases.add(Arguments.of(accepted, again, Refusal.ALREADY_ACCEPTED));
        cases.add(Arguments.of(accepted, end(1, TAKEN), Refusal.NOTHING_IN_FLIGHT));
        cases.add(Arguments.of(accepted, early, Refusal.TIME_LEFT));
        cases.add(Arguments.of(accepted, late, Refusal.NO_TIME_LEFT));
        cases.add(Arguments.of(sending, again, Refusal.ALREADY_ACCEPTED));
        cases.add(Arguments.of(sending, new StartAttempt(T0), Refusal.ALREADY_SENDING));
        cases.add(Arguments.of(sending, end(2, TAKEN), Refusal.ANOTHER_ATTEMPT_IN_FLIGHT));
        cases.add(Arguments.of(sending, new GiveUp("broken"), Refusal.ALREADY_SENDING));
        cases.add(Arguments.of(sending, new ReachDeadline(DEADLINE), Refusal.ALREADY_SENDING));
        cases.add(Arguments.of(retrying, again, Refusal.ALREADY_ACCEPTED));
        cases.add(Arguments.of(retrying, new StartAttempt(T0), Refusal.NOT_DUE_YET));
        cases.add(Arguments.of(retrying, late, Refusal.NO_TIME_LEFT));
        cases.add(Arguments.of(retrying, end(1, TAKEN), Refusal.NOTHING_IN_FLIGHT));
        cases.add(Arguments.of(retrying, early, Refusal.TIME_LEFT));
        return cases.stream();
    }

    private static List<DeliveryCommand> everyCommand() {
        return List.of(
                new Accept(ONCE),
                new StartAttempt(T0),
                end(1, TAKEN),
                new GiveUp("broken"),
                new GiveUp("another run has it", false),
                new ReachDeadline(DEADLINE),
                new Recover(T0, 0));
    }
}
