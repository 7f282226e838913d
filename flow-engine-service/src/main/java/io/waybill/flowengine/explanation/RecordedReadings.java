package io.waybill.flowengine.explanation;

import io.waybill.flowengine.counter.Cap;
import io.waybill.flowengine.counter.CapBeginning;
import io.waybill.flowengine.counter.CapEvent;
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
import io.waybill.flowengine.leadrun.History;
import io.waybill.flowengine.leadrun.LeadRunEvent;
import io.waybill.flowengine.leadrun.LeadRunEvent.ConnectionRead;
import io.waybill.flowengine.leadrun.LeadRunEvent.DataAppended;
import io.waybill.flowengine.leadrun.LeadRunEvent.ListChecked;
import io.waybill.flowengine.leadrun.LeadRunEvent.RecipientChosen;
import io.waybill.flowengine.leadrun.Readings;
import io.waybill.flowengine.leadrun.Scored;
import io.waybill.flowengine.partner.Connection;
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
    private final FlowFacts flow;
    private final Function<List<String>, String> digests;

    /**
     * @param digests HMACs under the account's key: the purpose and then the values
     */
    RecordedReadings(
            Instant now,
            List<LeadRunEvent> events,
            FlowFacts flow,
            Function<List<String>, String> digests) {
        this.now = now;
        this.events = events;
        this.flow = flow;
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
            case DataAppended(String stepId, _, Map<String, Object> data)
                    when flow.readsList(stepId)
                            && data.get(LeadRunEvent.FOUND) instanceof Boolean found ->
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

    /** Of one that decided nothing nothing was told: it was open. */
    @Override
    public Optional<Connection> connection(UUID id) {
        return events.stream()
                .filter(ConnectionRead.class::isInstance)
                .map(ConnectionRead.class::cast)
                .filter(read -> read.connectionId().equals(id))
                .map(ConnectionRead::connection)
                .findFirst()
                .orElseGet(() -> Optional.of(Connection.anyOpen(id)));
    }

    @Override
    public Map<String, Long> shares(UUID flowId, String stepId) {
        return events.stream()
                .filter(RecipientChosen.class::isInstance)
                .map(RecipientChosen.class::cast)
                .filter(chosen -> chosen.stepId().equals(stepId))
                .map(chosen ->
                        chosen.parts().isEmpty()
                                ? EarlierWay.credits(chosen, flow.parts(stepId))
                                : chosen.shares())
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
     * One that was opened is read as it stood before: with what leads under way hold of its window.
     */
    @Override
    public Optional<CounterState> counter(CounterName name) {
        if (opened().anyMatch(opening -> opening.counter().equals(name))) {
            return held(name);
        }
        return read(name)
                .or(() ->
                        Optional.of(
                                new CounterState(
                                        new Window(now, now.plus(Duration.ofDays(1))),
                                        BigDecimal.ZERO,
                                        BigDecimal.ZERO)));
    }

    private Optional<CounterState> read(CounterName name) {
        return counted.stream()
                .<CounterState>mapMulti((event, found) -> {
                    if (event instanceof CapReserved e && e.counter().equals(name)) {
                        found.accept(e.reading().state());
                    } else if (event instanceof CapReached e && e.counter().equals(name)) {
                        found.accept(e.reading().state());
                    }
                })
                .findFirst();
    }

    private Optional<CounterState> held(CounterName name) {
        return read(name).filter(state -> state.reserved().signum() > 0).map(CounterState::emptied);
    }

    @Override
    public Optional<String> definition(String identity) {
        return opened().filter(opening -> opening.counter().identity().equals(identity))
                .findFirst()
                .map(this::definitionBefore)
                .or(() -> Optional.of(""));
    }

    /** A cap that begins with nothing and yet holds room has begun anew within its window. */
    private String definitionBefore(CapOpened opening) {
        if (opening.basis() != Basis.ZERO) {
            return CapBeginning.NEW.word();
        }
        return held(opening.counter()).isPresent() ? CapBeginning.CHANGED.word() : "";
    }

    /** Caps of one window that count different things opened with different counts. */
    @Override
    public Tally tally(CapScope scope, Instant from) {
        return new Tally(
                openedWith(scope, from, Cap.Measure.VOLUME).longValue(),
                openedWith(scope, from, Cap.Measure.SPEND));
    }

    private BigDecimal openedWith(CapScope scope, Instant from, Cap.Measure measure) {
        return opened().filter(opening ->
                        opening.basis() == Basis.TALLIES
                                && opening.counter().scope().equals(scope)
                                && opening.window().from().equals(from)
                                && flow.measure(opening.counter().definition())
                                        .filter(measure::equals)
                                        .isPresent())
                .map(CapOpened::count)
                .findFirst()
                .orElse(Tally.NONE.money());
    }

    @Override
    public Optional<History> history(UUID flowId, String recipientId) {
        return scored(recipientId).flatMap(Scored::history);
    }

    /** Whoever was compared is named, chosen or not. */
    private Optional<Scored> scored(String recipientId) {
        return events.stream()
                .<Optional<Scored>>mapMulti((event, found) -> {
                    switch (event) {
                        case LeadRunEvent.RecipientChosen e -> {
                            if (e.recipientId().equals(recipientId)) {
                                found.accept(e.scored());
                            }
                            found.accept(scored(e.others(), recipientId));
                        }
                        case LeadRunEvent.NobodyChosen e ->
                                found.accept(scored(e.others(), recipientId));
                        default -> {}
                    }
                })
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Scored> scored(
            List<LeadRunEvent.Considered> others, String recipientId) {
        return others.stream()
                .filter(other -> other.recipientId().equals(recipientId))
                .findFirst()
                .flatMap(LeadRunEvent.Considered::scored);
    }

    /**
     * Of recipients of which none had its turn earlier builds recorded nothing: those that came to
     * their caps were worth enough, and the others may not have been.
     */
    @Override
    public Optional<BigDecimal> free(String recipientId) {
        return scored(recipientId)
                .flatMap(Scored::free)
                .or(() -> Optional.of(cameToCaps(recipientId) ? BigDecimal.ONE : BigDecimal.ZERO));
    }

    private boolean cameToCaps(String recipientId) {
        return counted.stream()
                .filter(CapEvent.class::isInstance)
                .map(event -> ((CapEvent) event).counter().scope())
                .anyMatch(scope ->
                        scope.kind() == CapScope.Kind.STEP && scope.id().equals(recipientId));
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
