package io.waybill.flowengine.counter;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Where a lane's counters are: a store, or a map that is folded from the ledger. */
public interface CounterTable {

    Optional<CounterState> counter(String key);

    /** Kept at least until its window is over. */
    void putCounter(String key, CounterState state);

    Optional<String> definition(String identity);

    void putDefinition(String identity, String definition);

    /**
     * Has a cap open anew: it was not in the live version before, or not as it is now. The room
     * that leads under way hold in it stays taken.
     *
     * @param identity {@link CounterName#identity}
     */
    void begin(String identity, CapBeginning beginning);

    Tally tally(CapScope scope, Instant from);

    void addTally(CapScope scope, Tally.Bucket bucket, Tally amount);

    Optional<DuplicateEntry> duplicate(String key);

    void putDuplicate(String key, DuplicateEntry entry);

    void removeDuplicate(String key);

    Map<String, Long> shares(UUID flowId, String stepId);

    /** How much a recipient is short of its share, in billionths of a lead. */
    void putShare(UUID flowId, String stepId, String recipientId, long credit);
}
