package io.waybill.flowengine.leadrun;

import io.waybill.flowengine.definition.LeadOutcome;
import io.waybill.flowengine.leadrun.LeadRunEvent.LeadClosed;
import io.waybill.flowengine.leadrun.LeadRunEvent.LeadCompleted;
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
    }

    /** How often something was added to what rules and templates read. */
    int appended() {
        return appended;
    }

    /**
     * The run has its outcome; all its deliveries are concluded, so it is closed too. The source is
     * paid for a success only.
     */
    void complete(LeadOutcome outcome, Optional<String> decidedBy, Optional<String> reason) {
        LeadRun.Progress progress = progress();
        BigDecimal price = outcome == LeadOutcome.SUCCESS ? progress.price() : NOTHING;
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
