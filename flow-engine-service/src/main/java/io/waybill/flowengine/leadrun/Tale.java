package io.waybill.flowengine.leadrun;

import io.waybill.flowengine.counter.DuplicateMark;
import io.waybill.flowengine.counter.Held;
import io.waybill.flowengine.counter.Reservation;
import io.waybill.flowengine.definition.LeadOutcome;
import io.waybill.flowengine.leadrun.LeadRunEvent.Counted;
import io.waybill.flowengine.leadrun.LeadRunEvent.LeadClosed;
import io.waybill.flowengine.leadrun.LeadRunEvent.LeadCompleted;
import io.waybill.flowengine.leadrun.LeadRunEvent.StepSettled;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** One decision in the making: the events so far, and the run as they leave it. */
final class Tale {

    static final BigDecimal NOTHING = BigDecimal.ZERO.setScale(4);

    final List<LeadRunEvent> events = new ArrayList<>();
    LeadRun run;
    private int appended;

    Tale(LeadRun run) {
        this.run = run;
    }

    void add(LeadRunEvent event) {
        events.add(event);
        run = LeadRun.evolve(run, event);
        if (event.appends()) {
            appended++;
        }
        if (event instanceof StepSettled settled) {
            settle(settled);
        }
    }

    /**
     * What a delivery held in caps is counted or given back. One whose buyer may have the lead
     * although no answer was read keeps it: nobody else may be sold in its place.
     */
    private void settle(StepSettled settled) {
        if (!settled.settlement().isKnown()) {
            return;
        }
        boolean success = settled.settlement().outcome() == LeadOutcome.SUCCESS;
        for (Reservation reservation : progress().held().reservations()) {
            if (reservation.isOfStep(settled.stepId())) {
                add(
                        new Counted(
                                success
                                        ? reservation.confirmed(settled.revenue())
                                        : reservation.released()));
            }
        }
    }

    /**
     * What the lead as a whole held is counted and known from now on, or given back. A lead that
     * was sold in an earlier run stays known, whatever this one comes to.
     */
    private void settle(boolean success, BigDecimal price) {
        Held held = progress().held();
        for (Reservation reservation : held.reservations()) {
            if (!reservation.isOfAnyStep()) {
                add(new Counted(success ? reservation.confirmed(price) : reservation.released()));
            }
        }
        for (DuplicateMark mark : held.marks()) {
            if (success || !progress().lead().earlier().sold()) {
                mark.settled(success).map(Counted::new).ifPresent(this::add);
            }
        }
    }

    /** How often something was added to what rules and templates read. */
    int appended() {
        return appended;
    }

    /**
     * The run has its outcome; all its deliveries are concluded, so it is closed too. The source is
     * paid for a success only. A lead that a buyer may have after all keeps what it holds until
     * that is known, see {@link UncertainLead}: the same lead is not sold twice meanwhile.
     */
    void complete(LeadOutcome outcome, Optional<String> decidedBy, Optional<String> reason) {
        LeadRun.Progress progress = progress();
        BigDecimal price = outcome == LeadOutcome.SUCCESS ? progress.price() : NOTHING;
        if (outcome == LeadOutcome.SUCCESS || progress.uncertain().isEmpty()) {
            settle(outcome == LeadOutcome.SUCCESS, price);
        }
        add(new LeadCompleted(outcome, decidedBy, reason, price, progress.revenue()));
        add(new LeadClosed());
    }

    UUID leadId() {
        return progress().lead().id();
    }

    LeadRun.Progress progress() {
        return switch (run) {
            case LeadRun.Running running -> running.progress();
            case LeadRun.Waiting waiting -> waiting.progress();
            case LeadRun.Absent _, LeadRun.Completed _, LeadRun.Closed _ ->
                    throw new IllegalStateException("The run is not under way.");
        };
    }
}
