package io.waybill.flowengine.trial;

import io.waybill.flowengine.counter.CapScope;
import io.waybill.flowengine.counter.CounterName;
import io.waybill.flowengine.counter.CounterState;
import io.waybill.flowengine.counter.DuplicateEntry;
import io.waybill.flowengine.counter.Tally;
import io.waybill.flowengine.counter.Window;
import io.waybill.flowengine.leadrun.History;
import io.waybill.flowengine.leadrun.Readings;
import io.waybill.flowengine.partner.Connection;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A lane that knows what is said of it and nothing else. What would be an HMAC is only told apart,
 * since it leads to nothing.
 */
record TrialReadings(Instant now, LaneSaid said) implements Readings {

    private static final int DAYS = 30;
    private static final UUID SOME_LEAD = new UUID(0, 0);

    @Override
    public Map<String, Long> shares(UUID flowId, String stepId) {
        return Map.of();
    }

    @Override
    public Optional<History> history(UUID flowId, String recipientId) {
        return Optional.ofNullable(said.histories().get(recipientId))
                .map(history -> history.asOf(now, DAYS));
    }

    /** What a buyer answers is said in a trial, as if its connection were open. */
    @Override
    public Optional<Connection> connection(UUID id) {
        return Optional.of(Connection.anyOpen(id));
    }

    @Override
    public Optional<Listed> listed(UUID listId, String value) {
        return Optional.ofNullable(said.lists().get(listId)).map(Listed::new);
    }

    @Override
    public Optional<CounterState> counter(CounterName name) {
        return said.count(name.scope().id(), name.cap()).map(this::stands);
    }

    private CounterState stands(BigDecimal count) {
        Window window = new Window(now, now.plus(Duration.ofDays(1)));
        return new CounterState(window, count, BigDecimal.ZERO);
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
        return said.duplicate()
                ? Optional.of(new DuplicateEntry(SOME_LEAD, now, now.plus(Duration.ofDays(1))))
                : Optional.empty();
    }

    @Override
    public String digest(String purpose, List<String> values) {
        return "%064x".formatted(values.hashCode() & 0xffffffffL);
    }
}
