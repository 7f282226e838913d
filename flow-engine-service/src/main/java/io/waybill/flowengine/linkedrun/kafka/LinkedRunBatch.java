package io.waybill.flowengine.linkedrun.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.waybill.flowengine.explanation.kafka.RecordedLeads;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** The next few leads of a request. */
@Singleton
final class LinkedRunBatch {

    private static final Logger LOG = Logger.getLogger(LinkedRunBatch.class);
    private static final int AT_ONCE = 20;

    /** How often a lead is tried; a pause lies between. */
    private static final int MOST_TRIES = 10;

    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

    private final LinkedRunMaker maker;
    private final ObjectMapper mapper;
    private final Counter leftOut;
    private final InstantSource clock;
    private final int partitions;

    LinkedRunBatch(
            LinkedRunMaker maker,
            ObjectMapper mapper,
            MeterRegistry meters,
            InstantSource clock,
            @ConfigProperty(name = "waybill.partitions") int partitions) {
        this.maker = maker;
        this.mapper = mapper;
        this.leftOut = meters.counter("waybill.lead.runs.unreadable");
        this.clock = clock;
        this.partitions = partitions;
    }

    void work(RunRequest request, RunWork work) throws SQLException {
        RunSelection selection = selection(json(request.selection()));
        try (RecordedLeads.Session ledger = maker.openLedger()) {
            Task task = new Task(request, selection, work, ledger);
            Instant now = clock.instant();
            if (maker.isEarly(task, now)) {
                work.postpone(request.id(), now.plus(pause(request, now)), now);
            } else {
                work(task);
            }
        }
    }

    /** The longer it has waited, the less it hurries. */
    private static Duration pause(RunRequest request, Instant now) {
        Duration part = Duration.between(request.createdAt(), now).dividedBy(4);
        Duration pause = part.compareTo(SHORTEST_PAUSE) > 0 ? part : SHORTEST_PAUSE;
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    private void work(Task task) throws SQLException {
        RunRequest request = task.request();
        RunSelection selection = task.selection();
        RunWork work = task.work();
        Progress progress = request.progress();
        UUID position = request.position();
        // Alone, so that those before it are done and it is known which one cannot be.
        int most = request.tries() > 0 ? 1 : AT_ONCE;
        List<UUID> some = next(task, most);
        for (UUID id : some) {
            if (progress.made() >= RunSelection.MOST_MADE) {
                work.advance(
                        request.id(),
                        position,
                        progress.ended(clock.instant(), true),
                        clock.instant());
                return;
            }
            progress = made(task, id, progress);
            position = id;
        }
        Instant now = clock.instant();
        boolean last =
                some.size() < most
                        || (selection.filter().isEmpty()
                                && progress.lookedAt() >= selection.leads().size());
        work.advance(request.id(), position, last ? progress.ended(now, false) : progress, now);
    }

    /** A lead that fails again and again is left out: the others must not wait for it for ever. */
    private Progress made(Task task, UUID id, Progress before) throws SQLException {
        try {
            return maker.make(task, id, before);
        } catch (RuntimeException failure) {
            if (task.request().tries() < MOST_TRIES || !maker.isLedgerThere(partition(task))) {
                throw failure;
            }
            LOG.warnf(
                    "a lead does not run again request=%s lead=%s cause=%s",
                    task.request().id(), id, failure.getClass().getName());
            leftOut.increment();
            return maker.giveUp(task, id, before);
        }
    }

    private int partition(Task task) {
        return Lanes.partition(task.request().accountId().toString(), partitions);
    }

    private static RunSelection selection(Map<String, Object> json) {
        return switch (RunSelectionReader.read(json)) {
            case RunSelectionReader.Result.Sound(RunSelection sound) -> sound;
            case RunSelectionReader.Result.Unsound _ ->
                    throw new IllegalStateException("A stored selection cannot be read");
        };
    }

    private Map<String, Object> json(String selection) {
        try {
            return mapper.readValue(
                    selection, new TypeReference<LinkedHashMap<String, Object>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored selection is not JSON");
        }
    }

    private List<UUID> next(Task task, int most) throws SQLException {
        RunSelection selection = task.selection();
        if (selection.filter().isEmpty()) {
            List<UUID> leads = selection.leads();
            int from = Math.min(task.request().progress().lookedAt(), leads.size());
            return leads.subList(from, Math.min(from + most, leads.size()));
        }
        RunSelection.Filter filter = selection.filter().get();
        UUID after = task.request().position();
        boolean begun = after.getMostSignificantBits() != 0;
        return task.work()
                .candidates(partition(task), begun ? after : filter.after(), filter.before(), most);
    }
}
