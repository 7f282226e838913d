package io.waybill.reporting.rebuild.kafka;

import io.waybill.reporting.rebuild.Rebuild.Progress;
import io.waybill.reporting.rebuild.store.RebuildLog;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.UUID;

/** Notes the progress of a replay, twice a second at most. */
final class ProgressNotes {

    private static final long EVERY_MILLIS = 500;

    private final RebuildLog log;
    private final UUID id;
    private final InstantSource clock;
    private final long startedAt;
    private long notedAt;

    ProgressNotes(RebuildLog log, UUID id, InstantSource clock) {
        this.log = log;
        this.id = id;
        this.clock = clock;
        this.startedAt = clock.millis();
    }

    void noteAtTimes(Replay replay) throws SQLException {
        if (clock.millis() - notedAt >= EVERY_MILLIS) {
            note(replay);
        }
    }

    void note(Replay replay) throws SQLException {
        notedAt = clock.millis();
        long millis = Math.max(notedAt - startedAt, 1);
        long perSecond = replay.records() * 1000 / millis;
        log.progressed(id, new Progress(perSecond, replay.progress()));
    }
}
