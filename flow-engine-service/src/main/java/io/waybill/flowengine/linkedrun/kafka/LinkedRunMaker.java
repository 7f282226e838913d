package io.waybill.flowengine.linkedrun.kafka;

import io.waybill.eventsourcing.Metas;
import io.waybill.eventsourcing.Scope;
import io.waybill.eventsourcing.TimeOrderedIds;
import io.waybill.flowengine.explanation.kafka.RecordedLeads;
import io.waybill.flowengine.leadrun.Lead;
import io.waybill.flowengine.leadrun.kafka.LinkedRuns;
import io.waybill.flowengine.linkedrun.RecordedRun;
import io.waybill.flowengine.linkedrun.RecordedRun.Next;
import io.waybill.flowengine.linkedrun.Refusal;
import io.waybill.flowengine.linkedrun.RunSelection;
import io.waybill.flowengine.linkedrun.kafka.RecordedRuns.Reading;
import io.waybill.flowengine.linkedrun.store.RunRequest;
import io.waybill.flowengine.linkedrun.store.RunRequest.Progress;
import io.waybill.flowengine.linkedrun.store.RunWork;
import io.waybill.meta.v1.EventMeta;
import io.waybill.servicekit.tracing.Correlation;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes the linked run of one lead, or says why there is none. */
@Singleton
final class LinkedRunMaker {

    /** A lead is closed when all that was sent out is known, within three days. */
    private static final Duration LONGEST_RUN = Duration.ofHours(80);

    private final RecordedRuns recorded;
    private final MaskedFields masked;
    private final InstantSource clock;

    LinkedRunMaker(RecordedRuns recorded, MaskedFields masked, InstantSource clock) {
        this.recorded = recorded;
        this.masked = masked;
        this.clock = clock;
    }

    /**
     * A request as it is worked on.
     *
     * @param ledger where its leads are read
     */
    record Task(
            RunRequest request,
            RunSelection selection,
            RunWork work,
            RecordedLeads.Session ledger) {}

    /**
     * Runs a lead again.
     *
     * @param id of the lead, or of one of its runs
     * @return the progress after it
     */
    Progress make(Task task, UUID id, Progress before) throws SQLException {
        Progress looked = before.looked();
        UUID account = task.request().accountId();
        return switch (recorded.find(task.ledger(), account, id)) {
            case Reading.Unfit(Refusal why) ->
                    // Among those that a filter looks at are other accounts', and open ones.
                    task.selection().filter().isPresent() ? looked : refuse(task, id, why, looked);
            case Reading.Known found ->
                    task.selection().takes(found.run()) ? again(task, found, looked) : looked;
        };
    }

    /**
     * Whether a lead that was given back has a run that has not ended, or is not on the ledger yet:
     * its run waits for that, as long as runs may last.
     */
    boolean isEarly(Task task, Instant now) throws SQLException {
        boolean waits =
                task.selection().returnedBy().isPresent()
                        && now.isBefore(task.request().createdAt().plus(LONGEST_RUN));
        for (UUID id : waits ? task.selection().leads() : List.<UUID>of()) {
            Reading reading = recorded.find(task.ledger(), task.request().accountId(), id);
            if (isOpen(reading) || reading instanceof Reading.Known known && isOpen(task, known)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the newest run of a lead is still open. */
    private boolean isOpen(Task task, Reading.Known found) throws SQLException {
        Optional<UUID> newest = task.work().newest(found.run().lead().firstId());
        return newest.isPresent()
                && !newest.get().equals(found.run().lead().id())
                && isOpen(recorded.find(task.ledger(), task.request().accountId(), newest.get()));
    }

    private static boolean isOpen(Reading reading) {
        return reading instanceof Reading.Unfit(Refusal why)
                && (why == Refusal.UNKNOWN || why == Refusal.UNDER_WAY);
    }

    /**
     * Leaves out a lead that cannot be read. Of those that a filter looks at, only the account's
     * own are told of.
     */
    Progress giveUp(Task task, UUID id, Progress before) throws SQLException {
        Progress looked = before.looked();
        boolean told =
                task.selection().filter().isEmpty()
                        || recorded.isOf(task.request().accountId(), id);
        return told ? refuse(task, id, Refusal.UNREADABLE, looked) : looked;
    }

    /** Where leads are read; close it. */
    RecordedLeads.Session openLedger() {
        return recorded.open();
    }

    /** False while the broker is away: then nothing is said about a lead. */
    boolean isLedgerThere(int partition) {
        return recorded.isLedgerThere(partition);
    }

    private Progress again(Task task, Reading.Known found, Progress looked) throws SQLException {
        UUID leadId = found.run().lead().firstId();
        UUID newestId = task.work().newest(leadId).orElse(leadId);
        Reading newest =
                newestId.equals(found.run().lead().id())
                        ? found
                        : recorded.find(task.ledger(), task.request().accountId(), newestId);
        return switch (newest) {
            // A run that was made and is not on the ledger yet waits for its lane.
            case Reading.Unfit(Refusal why) ->
                    refuse(task, leadId, why == Refusal.UNKNOWN ? Refusal.UNDER_WAY : why, looked);
            case Reading.Known known ->
                    task.selection().takesAt(known.run())
                            ? next(task, leadId, known, looked)
                            : looked;
        };
    }

    private Progress next(Task task, UUID leadId, Reading.Known newest, Progress looked)
            throws SQLException {
        RecordedRun run = newest.run();
        Optional<Integer> live = task.work().live(run.lead().flowId());
        if (live.isEmpty()) {
            return refuse(task, leadId, Refusal.NOT_LIVE, looked);
        }
        boolean own = task.selection().ownVersion();
        UUID runId = TimeOrderedIds.next();
        return switch (run.next(
                runId, live.get(), clock.instant(), task.selection().repeatUncertain())) {
            case Next.Refused(Refusal why) -> refuse(task, leadId, why, looked);
            case Next.Run(Lead lead) when !LinkedRuns.fits(lead) ->
                    refuse(task, leadId, Refusal.TOO_LARGE, looked);
            case Next.Run(Lead lead) -> {
                Integer version = own ? run.lead().flowVersion() : null;
                boolean made = link(task, newest, free(task, lead), version);
                yield made ? looked.ran() : refuse(task, leadId, Refusal.UNDER_WAY, looked);
            }
        };
    }

    /** The lead as it is for those after the buyer who has given it back. */
    private static Lead free(Task task, Lead lead) {
        return task.selection()
                .returnedBy()
                .map(step -> lead.after(lead.earlier().returned(step)))
                .orElse(lead);
    }

    private boolean link(Task task, Reading.Known newest, Lead lead, @Nullable Integer version)
            throws SQLException {
        RunRequest request = task.request();
        EventMeta meta =
                EventMeta.newBuilder(
                                Metas.request(
                                        Scope.of(request.accountId(), request.correlationId()),
                                        lead.id(),
                                        TimeOrderedIds.next(),
                                        lead.receivedAt()))
                        .setTest(lead.test())
                        .build();
        List<String> masks = masked.of(newest.run().lead());
        return task.work()
                .link(
                        request,
                        new RunWork.Run(lead.firstId(), lead.earlier().number(), lead.id(), masks),
                        LinkedRuns.request(
                                meta,
                                lead,
                                version,
                                recorded.masterKeys().unwrap(newest.key()),
                                newest.key()),
                        Correlation.headers(meta));
    }

    private static Progress refuse(Task task, UUID leadId, Refusal why, Progress looked)
            throws SQLException {
        task.work().refuse(task.request(), leadId, why);
        return looked.turnedDown();
    }
}
