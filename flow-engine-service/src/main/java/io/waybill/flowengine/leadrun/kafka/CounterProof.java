package io.waybill.flowengine.leadrun.kafka;

import io.waybill.flow.v1.LaneCheckpoint;
import io.waybill.flowengine.counter.CounterDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.avro.specific.SpecificRecord;

/**
 * Folds the ledger of a partition anew and compares it with what its lanes wrote down of
 * themselves.
 */
public final class CounterProof {

    private final int partition;
    private final LedgerCounters ledger = new LedgerCounters();
    private final List<String> differing = new ArrayList<>();
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
        if (record instanceof LaneCheckpoint checkpoint && differing.isEmpty()) {
            compare(checkpoint);
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
        byte[] running = new byte[checkpoint.getDigest().remaining()];
        checkpoint.getDigest().duplicate().get(running);
        if (!HexFormat.of().formatHex(running).equals(HexFormat.of().formatHex(folded.hash()))) {
            Map<String, Long> here = folded.sections();
            Map<String, Long> there = checkpoint.getSections();
            SortedSet<String> names = new TreeSet<>(here.keySet());
            names.addAll(there.keySet());
            names.removeIf(name -> Objects.equals(here.get(name), there.get(name)));
            differing.addAll(names);
        }
    }

    public Result result() {
        return new Result(partition, records, checkpoints, List.copyOf(differing));
    }
}
