package io.waybill.flowengine.leadrun;

import io.waybill.flowengine.definition.LeadOutcome;
import io.waybill.language.Vars;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One decision in the making: the events so far, and the run as they leave it. */
final class Tale {

    final List<LeadRunEvent> events = new ArrayList<>();
    LeadRun run;
    private @Nullable Vars vars;

    Tale(LeadRun run) {
        this.run = run;
    }

    void add(LeadRunEvent event) {
        events.add(event);
        run = LeadRun.evolve(run, event);
        if (event instanceof LeadRunEvent.StepSkipped) {
            vars = null;
        }
    }

    /** The run has its outcome; all its deliveries are concluded, so it is closed too. */
    void complete(
            LeadOutcome outcome,
            Optional<String> decidedBy,
            Optional<String> reason,
            BigDecimal price) {
        BigDecimal revenue = progress().revenue();
        add(new LeadRunEvent.LeadCompleted(outcome, decidedBy, reason, price, revenue));
        add(new LeadRunEvent.LeadClosed());
    }

    UUID leadId() {
        return progress().lead().id();
    }

    /** What rules and templates read now; typed once as long as no step adds to it. */
    Vars vars(RunnableFlow flow) {
        Vars known = vars;
        if (known == null) {
            known = flow.vars(progress());
            vars = known;
        }
        return known;
    }

    private LeadRun.Progress progress() {
        return switch (run) {
            case LeadRun.Running running -> running.progress();
            case LeadRun.Waiting waiting -> waiting.progress();
            case LeadRun.Absent _, LeadRun.Completed _, LeadRun.Closed _ ->
                    throw new IllegalStateException("The run is not under way.");
        };
    }
}
