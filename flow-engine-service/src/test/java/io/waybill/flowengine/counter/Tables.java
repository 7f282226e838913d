package io.waybill.flowengine.counter;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A lane's counters in memory, for tests; values are their own digests. */
final class Tables implements CounterReadings {

    final FoldedCounters folded = new FoldedCounters();

    void evolve(List<? extends CounterEvent> events) {
        events.forEach(event -> Counters.evolve(folded, event));
    }

    @Override
    public Optional<CounterState> counter(CounterName name) {
        return folded.counter(name.key());
    }

    @Override
    public Optional<String> definition(String identity) {
        return folded.definition(identity);
    }

    @Override
    public Tally tally(CapScope scope, Instant from) {
        return folded.tally(scope, from);
    }

    @Override
    public Optional<DuplicateEntry> duplicate(String key) {
        return folded.duplicate(key);
    }

    @Override
    public String digest(String purpose, List<String> values) {
        return purpose + values;
    }
}
