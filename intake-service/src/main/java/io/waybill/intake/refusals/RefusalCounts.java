package io.waybill.intake.refusals;

import io.waybill.intake.flows.SubmissionTarget;
import io.waybill.intake.refusals.RefusalCount.Refused;
import io.waybill.intake.submission.Refusal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts refusals between two moments, so that a flood of them costs one event a minute. */
public final class RefusalCounts {

    private Map<Refused, Long> counts = new HashMap<>();
    private Instant since;

    public RefusalCounts(Instant since) {
        this.since = since;
    }

    public void refused(SubmissionTarget target, Refusal refusal) {
        Refused refused =
                new Refused(
                        target.version().accountId(),
                        target.version().lane(),
                        target.version().id().flowId(),
                        target.source().id(),
                        refusal);
        synchronized (this) {
            counts.merge(refused, 1L, Long::sum);
        }
    }

    /** Hands over what was counted and begins anew. */
    public synchronized List<RefusalCount> take(Instant now) {
        Map<Refused, Long> taken = counts;
        Instant begin = since;
        counts = new HashMap<>();
        since = now;
        return taken.entrySet().stream()
                .map(entry -> new RefusalCount(entry.getKey(), entry.getValue(), begin))
                .toList();
    }

    /** Takes back a count that could not be written, into the minute that runs. */
    public synchronized void giveBack(RefusalCount count) {
        counts.merge(count.refused(), count.count(), Long::sum);
        since = count.since().isBefore(since) ? count.since() : since;
    }
}
