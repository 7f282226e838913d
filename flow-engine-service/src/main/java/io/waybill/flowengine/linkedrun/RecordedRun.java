package io.waybill.flowengine.linkedrun;

import io.waybill.flowengine.definition.LeadOutcome;
import io.waybill.flowengine.leadrun.DeliveredSince;
import io.waybill.flowengine.leadrun.EarlierRuns;
import io.waybill.flowengine.leadrun.Lead;
import io.waybill.flowengine.leadrun.LeadRunEvent;
import io.waybill.flowengine.leadrun.LeadRunEvent.LeadCompleted;
import io.waybill.flowengine.leadrun.LeadRunEvent.LeadReceived;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A run as the ledger has it.
 *
 * @param lead as it came in, masked where the ledger masks
 * @param events of the run, in order
 * @param since what became of deliveries of all the lead's runs behind their settling
 */
public record RecordedRun(Lead lead, List<LeadRunEvent> events, List<DeliveredSince> since) {

    /** How many runs a lead may have. */
    public static final int MOST_RUNS = 50;

    public RecordedRun {
        events = List.copyOf(events);
        since = List.copyOf(since);
    }

    /** Empty when the first event is missing. */
    public static Optional<RecordedRun> of(List<LeadRunEvent> events, List<DeliveredSince> since) {
        return !events.isEmpty() && events.getFirst() instanceof LeadReceived received
                ? Optional.of(new RecordedRun(received.lead(), events, since))
                : Optional.empty();
    }

    /** Empty while it is under way. */
    public Optional<LeadOutcome> outcome() {
        return events.stream()
                .filter(LeadCompleted.class::isInstance)
                .map(event -> ((LeadCompleted) event).outcome())
                .findFirst();
    }

    /** What may become of a lead that is to run again. */
    public sealed interface Next {

        /** The lead as it is to run. */
        record Run(Lead lead) implements Next {}

        record Refused(Refusal why) implements Next {}
    }

    /**
     * The run after this one, which has to be the lead's newest. It comes in now: hours and caps of
     * today decide, and the number by which leads are split stays the same.
     *
     * @param runId id of the next run
     * @param version what it runs on
     */
    public Next next(UUID runId, int version, Instant now, boolean repeatUncertain) {
        Optional<EarlierRuns> earlier = EarlierRuns.after(events, since, repeatUncertain);
        if (earlier.isEmpty()) {
            return new Next.Refused(Refusal.UNDER_WAY);
        }
        if (earlier.get().number() > MOST_RUNS) {
            return new Next.Refused(Refusal.TOO_MANY_RUNS);
        }
        return new Next.Run(
                new Lead(
                                runId,
                                lead.flowId(),
                                version,
                                lead.sourceId(),
                                now,
                                lead.random(),
                                lead.test(),
                                lead.data(),
                                lead.ip())
                        .after(earlier.get()));
    }

    @Override
    public String toString() {
        return "RecordedRun[" + lead + "]";
    }
}
