package io.waybill.flowengine.explanation;

import io.waybill.flowengine.counter.CapEvent.Basis;
import io.waybill.flowengine.counter.CapEvent.CapOpened;
import io.waybill.flowengine.counter.CapEvent.CapReached;
import io.waybill.flowengine.counter.CapEvent.CapReserved;
import io.waybill.flowengine.counter.CapScope;
import io.waybill.flowengine.counter.CounterEvent;
import io.waybill.flowengine.counter.CounterName;
import io.waybill.flowengine.counter.CounterState;
import io.waybill.flowengine.counter.DuplicateEntry;
import io.waybill.flowengine.counter.DuplicateEvent.DuplicateFound;
import io.waybill.flowengine.counter.Tally;
import io.waybill.flowengine.counter.Window;
import io.waybill.flowengine.leadrun.LeadRunEvent;
import io.waybill.flowengine.leadrun.LeadRunEvent.DataAppended;
import io.waybill.flowengine.leadrun.LeadRunEvent.ListChecked;
import io.waybill.flowengine.leadrun.Readings;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What a decision read, from the events that it gave: each tells what was read for it. Where it
 * told nothing, nothing depended on the reading. For one decision: lists are asked in the order in
 * which they were.
 */
final class RecordedReadings implements Readings {

    private final Instant now;
    private final List<LeadRunEvent> events;
    private final List<CounterEvent> counted = new ArrayList<>();
    private final Queue<Optional<Listed>> listed = new ArrayDeque<>();
    private final Function<List<String>, String> digests;

    /**
     * @param digests HMACs under the account's key: the purpose and then the values
     */
    RecordedReadings(
            Instant now, List<LeadRunEvent> events, Function<List<String>, String> digests) {
        this.now = now;
        this.events = events;
        this.digests = digests;
        events.forEach(this::take);
    }

    private void take(LeadRunEvent event) {
        switch (event) {
            case LeadRunEvent.Counted(CounterEvent inner) -> counted.add(inner);
            case ListChecked checked ->
                    listed.add(
                            checked.found()
                                    ? Optional.of(new Listed(checked.value()))
                                    : Optional.empty());
            case DataAppended(_, _, Map<String, Object> data)
                    when data.get(LeadRunEvent.FOUND) instanceof Boolean found
                            && !data.containsKey(LeadRunEvent.IS_DUPLICATE) ->
                    listed.add(
                            found
                                    ? Optional.of(
                                            new Listed(
                                                    Optional.ofNullable(data.get("value"))
                                                            .map(Object::toString)))
                                    : Optional.empty());
            default -> {}
        }
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public Map<String, Long> shares(UUID flowId, String stepId) {
        return events.stream()
                .filter(LeadRunEvent.RecipientChosen.class::isInstance)
                .map(LeadRunEvent.RecipientChosen.class::cast)
                .filter(chosen -> chosen.stepId().equals(stepId))
                .map(LeadRunEvent.RecipientChosen::shares)
                .findFirst()
                .orElse(Map.of());
    }

    @Override
    public Optional<Listed> listed(UUID listId, String value) {
        Optional<Listed> answer = listed.poll();
        return answer == null ? Optional.empty() : answer;
    }

    /**
     * A cap that had room beside one that was reached told nothing: any state with room will do.
     */
    @Override
    public Optional<CounterState> counter(CounterName name) {
        if (opened().anyMatch(opening -> opening.counter().equals(name))) {
            return Optional.empty();
        }
        return counted.stream()
                .<CounterState>mapMulti((event, found) -> {
                    if (event instanceof CapReserved e && e.counter().equals(name)) {
                        found.accept(e.reading().state());
                    } else if (event instanceof CapReached e && e.counter().equals(name)) {
                        found.accept(e.reading().state());
                    }
                })
                .findFirst()
                .or(() ->
                        Optional.of(
                                new CounterState(
                                        new Window(now, now.plus(Duration.ofDays(1))),
                                        BigDecimal.ZERO,
                                        BigDecimal.ZERO)));
    }

    @Override
    public Optional<String> definition(String identity) {
        boolean isNew =
                opened().anyMatch(opening ->
                        opening.counter().identity().equals(identity)
                                && opening.basis() != Basis.ZERO);
        return isNew ? Optional.empty() : Optional.of("");
    }

    @Override
    public Tally tally(CapScope scope, Instant from) {
        return opened().filter(opening ->
                        opening.basis() == Basis.TALLIES
                                && opening.counter().scope().equals(scope)
                                && opening.window().from().equals(from))
                .map(opening -> new Tally(opening.count().longValue(), opening.count()))
                .findFirst()
                .orElse(Tally.NONE);
    }

    @Override
    public Optional<DuplicateEntry> duplicate(String key) {
        return counted.stream()
                .filter(DuplicateFound.class::isInstance)
                .map(DuplicateFound.class::cast)
                .filter(found -> found.key().equals(key))
                .map(DuplicateFound::known)
                .findFirst();
    }

    @Override
    public String digest(String purpose, List<String> values) {
        List<String> parts = new ArrayList<>();
        parts.add(purpose);
        parts.addAll(values);
        return digests.apply(parts);
    }

    private Stream<CapOpened> opened() {
        return counted.stream().filter(CapOpened.class::isInstance).map(CapOpened.class::cast);
    }
}
