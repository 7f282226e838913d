package io.waybill.flowengine.linkedrun.kafka;

import io.waybill.flowengine.linkedrun.RunSelection;
import io.waybill.flowengine.linkedrun.RunSelectionReader;
import io.waybill.flowengine.linkedrun.kafka.LinkedRunMaker.Task;
import io.waybill.flowengine.linkedrun.store.RunRequest;
import io.waybill.flowengine.linkedrun.store.RunRequest.Progress;
import io.waybill.flowengine.linkedrun.store.RunWork;
import io.waybill.schemas.Lanes;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The next few leads of a request. */
@Singleton
final class LinkedRunBatch {

    private static final int AT_ONCE = 20;

    /** Ids are minted a moment before or after the time that a lead is said to have come. */
    private static final Duration SLACK = Duration.ofMinutes(1);

    private final LinkedRunMaker maker;
    private final InstantSource clock;
    private final int partitions;

    LinkedRunBatch(
            LinkedRunMaker maker,
            InstantSource clock,
            @ConfigProperty(name = "waybill.partitions") int partitions) {
        this.maker = maker;
        this.clock = clock;
        this.partitions = partitions;
    }

    void work(RunRequest request, Map<String, Object> json, RunWork work) throws SQLException {
        RunSelection selection = selection(json);
        Task task = new Task(request, selection, work);
        Progress progress = request.progress();
        UUID position = request.position();
        List<UUID> some = next(task);
        for (UUID id : some) {
            if (progress.made() >= RunSelection.MOST_MADE) {
                work.advance(
                        request.id(),
                        position,
                        progress.ended(clock.instant(), true),
                        clock.instant());
                return;
            }
            progress = maker.make(task, id, progress);
            position = id;
        }
        Instant now = clock.instant();
        boolean last =
                some.size() < AT_ONCE
                        || (selection.filter().isEmpty()
                                && progress.lookedAt() >= selection.leads().size());
        work.advance(request.id(), position, last ? progress.ended(now, false) : progress, now);
    }

    private static RunSelection selection(Map<String, Object> json) {
        return switch (RunSelectionReader.read(json)) {
            case RunSelectionReader.Result.Sound(RunSelection sound) -> sound;
            case RunSelectionReader.Result.Unsound _ ->
                    throw new IllegalStateException("A stored selection cannot be read");
        };
    }

    private List<UUID> next(Task task) throws SQLException {
        RunSelection selection = task.selection();
        if (selection.filter().isEmpty()) {
            List<UUID> leads = selection.leads();
            int from = Math.min(task.request().progress().lookedAt(), leads.size());
            return leads.subList(from, Math.min(from + AT_ONCE, leads.size()));
        }
        RunSelection.Filter filter = selection.filter().get();
        UUID from = firstOf(filter.from().minus(SLACK));
        UUID after = task.request().position();
        boolean begun = after.getMostSignificantBits() != 0;
        return task.work()
                .candidates(
                        Lanes.partition(task.request().accountId().toString(), partitions),
                        begun ? after : from,
                        firstOf(filter.until().plus(SLACK)),
                        AT_ONCE);
    }

    private static UUID firstOf(Instant time) {
        return new UUID(Math.max(0, time.toEpochMilli()) << 16, 0);
    }
}
