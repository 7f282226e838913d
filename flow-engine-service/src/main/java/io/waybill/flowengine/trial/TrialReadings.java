package io.waybill.flowengine.trial;

import io.waybill.flowengine.counter.CapScope;
import io.waybill.flowengine.counter.CounterName;
import io.waybill.flowengine.counter.CounterState;
import io.waybill.flowengine.counter.DuplicateEntry;
import io.waybill.flowengine.counter.Tally;
import io.waybill.flowengine.leadrun.Readings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A lane that has counted nothing yet, knows no lead and has empty lists. What would be an HMAC is
 * only told apart, since it leads to nothing.
 */
record TrialReadings(Instant now) implements Readings {

    @Override
    public Map<String, Long> shares(UUID flowId, String stepId) {
        return Map.of();
    }

    @Override
    public Optional<Listed> listed(UUID listId, String value) {
        return Optional.empty();
    }

    @Override
    public Optional<CounterState> counter(CounterName name) {
        return Optional.empty();
    }

    @Override
    public Optional<String> definition(String identity) {
        return Optional.empty();
    }

    @Override
    public Tally tally(CapScope scope, Instant from) {
        return Tally.NONE;
    }

    @Override
    public Optional<DuplicateEntry> duplicate(String key) {
        return Optional.empty();
    }

    @Override
    public String digest(String purpose, List<String> values) {
        return "%064x".formatted(values.hashCode() & 0xffffffffL);
    }
}
