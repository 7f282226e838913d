package io.waybill.flowengine.leadrun;

import io.waybill.flowengine.counter.CapScope;
import io.waybill.flowengine.counter.CounterName;
import io.waybill.flowengine.counter.CounterState;
import io.waybill.flowengine.counter.DuplicateEntry;
import io.waybill.flowengine.counter.Tally;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The readings of a lane that has counted nothing yet, of an account without a key. */
public class NothingRead implements Readings {

    private final Instant now;

    public NothingRead(Instant now) {
        this.now = now;
    }

    @Override
    public Instant now() {
        return now;
    }

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
        throw new IllegalStateException("The account has no key");
    }
}
