package io.waybill.flowengine.leadrun.kafka;

import io.waybill.flow.v1.LaneCheckpoint;
import io.waybill.flowengine.counter.CounterDigest;
import io.waybill.meta.v1.EventMeta;
import io.waybill.schemas.Topic;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Writes down what the counters stand at: every 10,000 records, or more seldom where there are very
 * many counters, and when the lane has come to rest, so that there is always something to compare
 * with. The first one of an installation that counted in another way before is where the proof
 * begins. Its own place is in store counter, key {@code n}.
 */
final class Checkpoints {

    static final long EVERY = 10_000;

    // How counters are kept and compared; another number begins the proof anew.
    private static final long FORMAT = 2;
    private static final int LENGTH = 5 * Long.BYTES;

    private static final String KEY = "n";

    private final KeyValueStore<String, byte[]> store;
    private final CounterStore counters;
    private final int partition;
    private long records;
    private long due;
    private long sequence;
    private Instant expired;
    private long recordsAtTick;
    private boolean starts;
    private boolean rests;

    /**
     * @param store where its own place is
     */
    Checkpoints(KeyValueStore<String, byte[]> store, LaneStores stores, int partition) {
        this.store = store;
        this.counters = stores.counters();
        this.partition = partition;
        byte[] bytes = store.get(KEY);
        ByteBuffer known =
                bytes == null
                        ? ByteBuffer.allocate(LENGTH).putLong(8, EVERY)
                        : ByteBuffer.wrap(bytes);
        records = known.getLong();
        due = known.getLong();
        sequence = known.getLong();
        expired = Instant.EPOCH.plus(known.getLong(), ChronoUnit.MICROS);
        // An installation that ran before has a ledger that tells of the counters in part only.
        starts =
                bytes == null
                        ? !stores.definitions().isEmpty()
                        : bytes.length < LENGTH || known.getLong() != FORMAT;
        recordsAtTick = -1;
    }

    /** Its stream in the ledger. */
    static UUID stream(int partition) {
        return new UUID(0, partition);
    }

    /** Carries out what a record leads to, and a checkpoint behind it if one is due. */
    void apply(Effects effects, Consumer<Effects.Sent> forward) {
        wrote(effects.apply(forward));
        Optional<LaneCheckpoint> checkpoint = take(effects);
        if (checkpoint.isPresent()) {
            String key = checkpoint.get().getMeta().getStreamId().toString();
            effects.sendTo(partition, Topic.FLOW_LEADS, key, checkpoint.get());
            effects.apply(forward);
        }
    }

    private void wrote(int more) {
        if (more > 0) {
            records += more;
            save();
        }
    }

    /** Counters that had ended by then may be gone. */
    void expired(Instant until) {
        if (until.isAfter(expired)) {
            expired = until;
            save();
        }
    }

    /** The lane is at rest when a tick finds nothing written since the one before. */
    void tick() {
        if (recordsAtTick == records && records > due - EVERY) {
            rests = true;
        }
        recordsAtTick = records;
    }

    /** It takes as long as there are counters: with very many of them it comes less often. */
    private boolean isDue() {
        return rests || records >= due - EVERY + Math.max(EVERY, counters.sections());
    }

    /** The checkpoint that has to be written now, if any. */
    private Optional<LaneCheckpoint> take(Effects effects) {
        boolean wanted = starts || (records > 0 && isDue());
        if (!wanted || !counters.readOn()) {
            return Optional.empty();
        }
        EventMeta meta =
                EventMeta.newBuilder(effects.meta(stream(partition), ++sequence))
                        .setCounterpartyId(null)
                        .setTest(false)
                        .build();
        // What ended since then is there in any case: only what waits to be forgotten is left out.
        CounterDigest digest = counters.digest(expired);
        LaneCheckpoint checkpoint =
                new LaneCheckpoint(
                        meta,
                        partition,
                        records,
                        expired,
                        ByteBuffer.wrap(digest.hash()),
                        digest.sections(),
                        starts);
        starts = false;
        records++;
        due = records + EVERY;
        rests = false;
        recordsAtTick = records;
        save();
        return Optional.of(checkpoint);
    }

    private void save() {
        store.put(
                KEY,
                ByteBuffer.allocate(LENGTH)
                        .putLong(records)
                        .putLong(due)
                        .putLong(sequence)
                        .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, expired))
                        .putLong(starts ? 0 : FORMAT)
                        .array());
    }
}
