package io.waybill.flowengine.counter;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** A lane's counters in memory, as they are folded from the ledger. */
public final class FoldedCounters implements CounterTable {

    private final SortedMap<String, CounterState> counters = new TreeMap<>();
    private final SortedMap<String, String> definitions = new TreeMap<>();
    private final Map<CapScope, SortedMap<Long, Tally>> tallies = new HashMap<>();
    private final SortedMap<String, DuplicateEntry> duplicates = new TreeMap<>();
    private final SortedMap<String, SortedMap<String, Long>> shares = new TreeMap<>();

    @Override
    public Optional<CounterState> counter(String key) {
        return Optional.ofNullable(counters.get(key));
    }

    @Override
    public void putCounter(String key, CounterState state) {
        counters.put(key, state);
    }

    @Override
    public Optional<String> definition(String identity) {
        return Optional.ofNullable(definitions.get(identity));
    }

    @Override
    public void putDefinition(String identity, String definition) {
        definitions.put(identity, definition);
    }

    @Override
    public Tally tally(CapScope scope, Instant from) {
        return buckets(scope).tailMap(Tally.Bucket.from(from).number()).values().stream()
                .reduce(Tally.NONE, Tally::plus);
    }

    @Override
    public void addTally(CapScope scope, Tally.Bucket bucket, Tally amount) {
        buckets(scope).merge(bucket.number(), amount, Tally::plus);
    }

    private SortedMap<Long, Tally> buckets(CapScope scope) {
        return tallies.computeIfAbsent(scope, _ -> new TreeMap<>());
    }

    @Override
    public Optional<DuplicateEntry> duplicate(String key) {
        return Optional.ofNullable(duplicates.get(key));
    }

    @Override
    public void putDuplicate(String key, DuplicateEntry entry) {
        duplicates.put(key, entry);
    }

    @Override
    public void removeDuplicate(String key) {
        duplicates.remove(key);
    }

    @Override
    public Map<String, Long> shares(UUID flowId, String stepId) {
        return Map.copyOf(shares.getOrDefault(flowId + "/" + stepId, new TreeMap<>()));
    }

    @Override
    public void addShare(UUID flowId, String stepId, String recipientId) {
        shares.computeIfAbsent(flowId + "/" + stepId, _ -> new TreeMap<>())
                .merge(recipientId, 1L, Long::sum);
    }

    /** Of all counters that have not ended by then. */
    public CounterDigest digest(Instant asOf) {
        CounterDigest digest = new CounterDigest();
        counters.forEach((key, state) -> {
            if (!state.window().isOver(asOf)) {
                digest.add(CounterLine.of(key, state));
            }
        });
        definitions.forEach((identity, definition) ->
                digest.add(CounterLine.ofDefinition(identity, definition)));
        tallies.forEach((scope, buckets) ->
                buckets.forEach((bucket, tally) -> {
                    if (new Tally.Bucket(bucket).keptUntil().isAfter(asOf)) {
                        digest.add(CounterLine.of(scope.key(), bucket, tally));
                    }
                }));
        duplicates.forEach((key, entry) -> {
            if (entry.until().isAfter(asOf)) {
                digest.add(CounterLine.of(key, entry));
            }
        });
        shares.forEach((step, given) ->
                given.forEach((recipient, leads) ->
                        digest.add(CounterLine.ofShare(step, recipient, leads))));
        return digest;
    }
}
