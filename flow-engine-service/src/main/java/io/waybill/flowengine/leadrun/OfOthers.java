package io.waybill.flowengine.leadrun;

import io.waybill.flowengine.counter.CapScope;
import io.waybill.flowengine.counter.CounterName;
import io.waybill.flowengine.counter.CounterReadings;
import io.waybill.flowengine.counter.CounterState;
import io.waybill.flowengine.counter.DuplicateEntry;
import io.waybill.flowengine.counter.Tally;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a lane has counted, without what it knows a lead's own earlier runs by. */
record OfOthers(CounterReadings all, EarlierRuns earlier) implements CounterReadings {

    @Override
    public Optional<CounterState> counter(CounterName name) {
        return all.counter(name);
    }

    @Override
    public Optional<String> definition(String identity) {
        return all.definition(identity);
    }

    @Override
    public Tally tally(CapScope scope, Instant from) {
        return all.tally(scope, from);
    }

    @Override
    public Optional<DuplicateEntry> duplicate(String key) {
        return all.duplicate(key).filter(known -> !earlier.ids().contains(known.leadId()));
    }

    @Override
    public String digest(String purpose, List<String> values) {
        return all.digest(purpose, values);
    }
}
