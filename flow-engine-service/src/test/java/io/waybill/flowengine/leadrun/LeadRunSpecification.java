package io.waybill.flowengine.leadrun;

import io.waybill.eventsourcing.DeciderSpecification;
import io.waybill.flowengine.definition.LeadOutcome;
import io.waybill.flowengine.leadrun.LeadRunCommand.SettleStep;
import io.waybill.flowengine.leadrun.LeadRunCommand.SubmitLead;
import io.waybill.flowengine.leadrun.LeadRunEvent.DeliveryRequested;
import io.waybill.flowengine.leadrun.LeadRunEvent.FilterPassed;
import io.waybill.flowengine.leadrun.LeadRunEvent.LeadAccepted;
import io.waybill.flowengine.leadrun.LeadRunEvent.LeadClosed;
import io.waybill.flowengine.leadrun.LeadRunEvent.LeadCompleted;
import io.waybill.flowengine.leadrun.LeadRunEvent.LeadReceived;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Words in which the tests of runs are written. */
abstract class LeadRunSpecification {

    static final BigDecimal NOTHING = new BigDecimal("0.0000");
    static final BigDecimal PRICE = new BigDecimal("4.0000");
    static final BigDecimal SALE = new BigDecimal("12.5000");
    static final DeliveryRequested REQUESTED =
            new DeliveryRequested("acme", TestLeads.EVENT, Duration.ofSeconds(20), SALE, false);

    static final LeadAccepted ACCEPTED = new LeadAccepted(PRICE);
    static final Readings READINGS = Readings.at(TestLeads.RECEIVED);

    final LeadRunDecider decider = new LeadRunDecider(TestLeads.EVENT_IDS);

    DeciderSpecification<LeadRun, LeadRunCommand, LeadRunEvent, LeadRunRefusal> run() {
        return run(TestLeads.solar());
    }

    DeciderSpecification<LeadRun, LeadRunCommand, LeadRunEvent, LeadRunRefusal> run(
            RunnableFlow flow) {
        return DeciderSpecification.of(
                new LeadRun.Absent(),
                (command, state) -> decider.decide(state, command, flow, READINGS),
                LeadRun::evolve);
    }

    DeciderSpecification<LeadRun, LeadRunCommand, LeadRunEvent, LeadRunRefusal> failing() {
        return failing(Optional.empty());
    }

    DeciderSpecification<LeadRun, LeadRunCommand, LeadRunEvent, LeadRunRefusal> failing(
            Optional<RunnableFlow> flow) {
        return DeciderSpecification.of(
                new LeadRun.Absent(),
                (command, state) -> decider.fail(state, command, flow),
                LeadRun::evolve);
    }

    static LeadRun run0(List<LeadRunEvent> events) {
        LeadRun run = new LeadRun.Absent();
        for (LeadRunEvent event : events) {
            run = LeadRun.evolve(run, event);
        }
        return run;
    }

    static SubmitLead submit(String state) {
        return new SubmitLead(TestLeads.from(state), Optional.of("hash"));
    }

    static SettleStep settle(Settlement settlement) {
        return new SettleStep(TestLeads.EVENT, settlement);
    }

    static LeadReceived received(String state) {
        return new LeadReceived(TestLeads.from(state), Optional.of("hash"), Optional.empty());
    }

    static List<LeadRunEvent> waiting() {
        return List.of(received("CA"), ACCEPTED, new FilterPassed("no-texas"), REQUESTED);
    }

    static List<LeadRunEvent> completedOnly() {
        return List.of(received("NY"), ACCEPTED, success(NOTHING));
    }

    static List<LeadRunEvent> closed() {
        return append(completedOnly(), new LeadClosed());
    }

    static List<LeadRunEvent> append(List<LeadRunEvent> events, LeadRunEvent last) {
        List<LeadRunEvent> all = new java.util.ArrayList<>(events);
        all.add(last);
        return all;
    }

    static LeadCompleted completed(LeadOutcome outcome, String by, String reason) {
        return new LeadCompleted(outcome, Optional.of(by), Optional.of(reason), NOTHING, NOTHING);
    }

    static LeadCompleted success(BigDecimal revenue) {
        return new LeadCompleted(
                LeadOutcome.SUCCESS, Optional.empty(), Optional.empty(), PRICE, revenue);
    }

    static LeadCompleted failed(BigDecimal revenue) {
        return new LeadCompleted(
                LeadOutcome.ERROR,
                Optional.empty(),
                Optional.of("The flow could not be run"),
                NOTHING,
                revenue);
    }

    static Optional<String> sentence(RunnableFlow flow) {
        var filter = (io.waybill.flowengine.definition.FilterStep) flow.definition().steps().get(2);
        var vars = io.waybill.language.Vars.of(Map.of("acme_solar", Map.of("outcome", "skip")));
        return Optional.of(filter.rules().evaluate(vars).sentence());
    }

    /** Grows beyond what a template may make. */
    static String endless() {
        return "{{#each lead.comments}}{{#each lead.comments}}{{#each lead.comments}}x{{/each}}{{/each}}{{/each}}";
    }
}
