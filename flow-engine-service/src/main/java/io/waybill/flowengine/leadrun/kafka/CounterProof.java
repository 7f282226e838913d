package io.waybill.flowengine.leadrun.kafka;

import io.waybill.flow.v1.LaneCheckpoint;
import io.waybill.flowengine.counter.CounterDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.avro.specific.SpecificRecord;

/**
 * Folds the ledger of a partition anew and compares it with what its lanes wrote down of
 * themselves.
 */
public final class CounterProof {

    // A record may be older than what the lane has seen before: it may have been parked.
    private static final Duration LATEST = Duration.ofHours(2);

    private final int partition;
    private final LedgerCounters ledger = new LedgerCounters();
    private final List<String> differing = new ArrayList<>();
    private Set<String> uncounted = Set.of();
    private long records;
    private int checkpoints;

    public CounterProof(int partition) {
        this.partition = partition;
    }

    /**
     * What came of it.
     *
     * @param records how many were folded
     * @param checkpoints how many were compared
     * @param differing which counters differ at the first checkpoint that does
     */
    public record Result(int partition, long records, int checkpoints, List<String> differing) {

        public boolean isEqual() {
            return differing.isEmpty();
        }
    }

    /** Takes the records in the order of the ledger. */
    public void take(SpecificRecord record) {
        if (record instanceof LaneCheckpoint checkpoint) {
            if (checkpoint.getStart()) {
                begin(checkpoint);
            } else if (differing.isEmpty()) {
                compare(checkpoint);
                ledger.counters().forget(checkpoint.getAsOf().minus(LATEST));
            }
        }
        ledger.fold(record);
        records++;
    }

    private void compare(LaneCheckpoint checkpoint) {
        checkpoints++;
        if (checkpoint.getRecords() != records) {
            differing.add(
                    "%d records stand before a checkpoint of %d"
                            .formatted(records, checkpoint.getRecords()));
        }
        CounterDigest folded = ledger.counters().digest(checkpoint.getAsOf());
        if (!uncounted.isEmpty()) {
            differing.addAll(differing(folded, checkpoint));
            return;
        }
        byte[] running = new byte[checkpoint.getDigest().remaining()];
        checkpoint.getDigest().duplicate().get(running);
        if (!HexFormat.of().formatHex(running).equals(HexFormat.of().formatHex(folded.hash()))) {
            differing.addAll(differing(folded, checkpoint));
        }
    }

    private SortedSet<String> differing(CounterDigest folded, LaneCheckpoint checkpoint) {
        Map<String, Long> here = folded.sections();
        Map<String, Long> there = checkpoint.getSections();
        SortedSet<String> names = new TreeSet<>(here.keySet());
        names.addAll(there.keySet());
        names.removeIf(
                name -> isUncounted(name) || Objects.equals(here.get(name), there.get(name)));
        return names;
    }

    /** What an earlier build had counted its own way is not compared. */
    private boolean isUncounted(String section) {
        int end = section.indexOf(' ');
        return end < 0
                ? uncounted.stream()
                        .anyMatch(name -> name.equals(section) || name.startsWith(section + " "))
                : uncounted.contains(section) || uncounted.contains(section.substring(0, end));
    }

    private void begin(LaneCheckpoint start) {
        ledger.begin();
        uncounted = Set.copyOf(start.getSections().keySet());
        records = start.getRecords();
        differing.clear();
        checkpoints = 0;
    }

    public Result result() {
        return new Result(partition, records, checkpoints, List.copyOf(differing));
    }
}
