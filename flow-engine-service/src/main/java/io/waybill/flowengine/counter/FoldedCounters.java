package io.waybill.flowengine.counter;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A lane's counters in memory, as they are folded from the ledger. What has ended is dropped when
 * it is told to {@link #forget}.
 */
public final class FoldedCounters implements CounterTable {

    private final SortedMap<String, CounterState> counters = new TreeMap<>();
    private final SortedMap<String, String> definitions = new TreeMap<>();
    private final Map<CapScope, SortedMap<Long, Tally>> tallies = new HashMap<>();
    private final SortedMap<String, DuplicateEntry> duplicates = new TreeMap<>();
    private final SortedMap<String, SortedMap<String, Long>> shares = new TreeMap<>();
    private final NavigableMap<Instant, Set<Ending>> ends = new TreeMap<>();
    private final CounterDigest digest = new CounterDigest();

    /** A counter that ends. */
    private sealed interface Ending {

        record OfCap(String key) implements Ending {}

        record OfTally(CapScope scope, long bucket) implements Ending {}

        record OfDuplicate(String key) implements Ending {}
    }

    @Override
    public Optional<CounterState> counter(String key) {
        return Optional.ofNullable(counters.get(key));
    }

    @Override
    public void putCounter(String key, CounterState state) {
        removeCounter(key);
        counters.put(key, state);
        digest.add(CounterLine.of(key, state));
        ends(state.window().until()).add(new Ending.OfCap(key));
    }

    private void removeCounter(String key) {
        CounterState before = counters.remove(key);
        if (before != null) {
            digest.remove(CounterLine.of(key, before));
            ends(before.window().until()).remove(new Ending.OfCap(key));
        }
    }

    private Set<Ending> ends(Instant at) {
        return ends.computeIfAbsent(at, _ -> new HashSet<>());
    }

    @Override
    public Optional<String> definition(String identity) {
        return Optional.ofNullable(definitions.get(identity));
    }

    @Override
    public void putDefinition(String identity, String definition) {
        removeDefinition(identity);
        definitions.put(identity, definition);
        digest.add(CounterLine.ofDefinition(identity, definition));
    }

    private void removeDefinition(String identity) {
        String before = definitions.remove(identity);
        if (before != null) {
            digest.remove(CounterLine.ofDefinition(identity, before));
        }
    }

    @Override
    public void begin(String identity, CapBeginning beginning) {
        putDefinition(identity, beginning.word());
        // '0' is what comes after '/'.
        Map.copyOf(counters.subMap(identity + "/", identity + "0"))
                .forEach((key, state) -> putCounter(key, state.emptied()));
    }

    @Override
    public Tally tally(CapScope scope, Instant from) {
        return buckets(scope).tailMap(Tally.Bucket.from(from).number()).values().stream()
                .reduce(Tally.NONE, Tally::plus);
    }

    @Override
    public void addTally(CapScope scope, Tally.Bucket bucket, Tally amount) {
        Tally before = buckets(scope).get(bucket.number());
        if (before != null) {
            digest.remove(CounterLine.of(scope.key(), bucket.number(), before));
        }
        Tally now = before == null ? amount : before.plus(amount);
        buckets(scope).put(bucket.number(), now);
        digest.add(CounterLine.of(scope.key(), bucket.number(), now));
        ends(bucket.keptUntil()).add(new Ending.OfTally(scope, bucket.number()));
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
        removeDuplicate(key);
        duplicates.put(key, entry);
        digest.add(CounterLine.of(key, entry));
        ends(entry.until()).add(new Ending.OfDuplicate(key));
    }

    @Override
    public void removeDuplicate(String key) {
        DuplicateEntry before = duplicates.remove(key);
        if (before != null) {
            digest.remove(CounterLine.of(key, before));
            ends(before.until()).remove(new Ending.OfDuplicate(key));
        }
    }

    @Override
    public Map<String, Long> shares(UUID flowId, String stepId) {
        return Map.copyOf(shares.getOrDefault(flowId + "/" + stepId, new TreeMap<>()));
    }

    @Override
    public void putShare(UUID flowId, String stepId, String recipientId, long credit) {
        String step = flowId + "/" + stepId;
        Long before = shares.computeIfAbsent(step, _ -> new TreeMap<>()).put(recipientId, credit);
        if (before != null) {
            digest.remove(CounterLine.ofShare(step, recipientId, before));
        }
        digest.add(CounterLine.ofShare(step, recipientId, credit));
    }

    /** Of all counters that have not ended by then. */
    public CounterDigest digest(Instant asOf) {
        CounterDigest living = digest.copy();
        ends.headMap(asOf, true)
                .values()
                .forEach(ended -> ended.forEach(ending -> living.remove(line(ending))));
        return living;
    }

    private CounterLine line(Ending ending) {
        return switch (ending) {
            case Ending.OfCap(String key) ->
                    CounterLine.of(key, Objects.requireNonNull(counters.get(key)));
            case Ending.OfTally(CapScope scope, long bucket) ->
                    CounterLine.of(
                            scope.key(),
                            bucket,
                            Objects.requireNonNull(buckets(scope).get(bucket)));
            case Ending.OfDuplicate(String key) ->
                    CounterLine.of(key, Objects.requireNonNull(duplicates.get(key)));
        };
    }

    /** Drops all that has ended by then. */
    public void forget(Instant until) {
        NavigableMap<Instant, Set<Ending>> ended = ends.headMap(until, true);
        Map<Instant, Set<Ending>> gone = new LinkedHashMap<>(ended);
        ended.clear();
        gone.values()
                .forEach(endings ->
                        endings.forEach(ending -> {
                            digest.remove(line(ending));
                            switch (ending) {
                                case Ending.OfCap(String key) -> counters.remove(key);
                                case Ending.OfTally(CapScope scope, long bucket) ->
                                        buckets(scope).remove(bucket);
                                case Ending.OfDuplicate(String key) -> duplicates.remove(key);
                            }
                        }));
    }
}
