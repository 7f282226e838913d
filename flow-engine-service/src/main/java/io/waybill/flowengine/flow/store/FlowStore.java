package io.waybill.flowengine.flow.store;

import io.smallrye.mutiny.Uni;
import io.waybill.eventsourcing.Decision;
import io.waybill.eventsourcing.store.StaleVersion;
import io.waybill.flowengine.definition.Flaw;
import io.waybill.flowengine.flow.Flow;
import io.waybill.flowengine.flow.FlowCommand;
import io.waybill.flowengine.flow.FlowDecider;
import io.waybill.flowengine.flow.FlowEvent;
import io.waybill.flowengine.flow.FlowRefusal;
import io.waybill.schemas.OutboundRecord;
import io.waybill.servicekit.store.ReactiveEvents;
import io.waybill.servicekit.store.RelayLifecycle;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Carries commands to flows out: decides, and writes row, events and outbox in one transaction.
 * When a Uni completes, the transaction has been committed.
 */
@Singleton
public final class FlowStore {

    private static final int RETRIES = 3;

    private final Mutiny.SessionFactory sessions;
    private final Drafts drafts;
    private final RelayLifecycle relay;
    private final InstantSource clock;

    FlowStore(
            Mutiny.SessionFactory sessions,
            Drafts drafts,
            RelayLifecycle relay,
            InstantSource clock) {
        this.sessions = sessions;
        this.drafts = drafts;
        this.relay = relay;
        this.clock = clock;
    }

    /**
     * Does a command.
     *
     * @param revision fails with {@link FlowChanged} when the flow has another one; empty: whatever
     *     it has
     */
    public Uni<Decision<FlowEvent, FlowRefusal>> execute(
            FlowOwner owner, UUID flowId, Optional<Long> revision, FlowCommand command) {
        Uni<Decision<FlowEvent, FlowRefusal>> once =
                sessions.withTransaction((session, _) ->
                        session.find(FlowRow.class, flowId)
                                .chain(row ->
                                        decide(
                                                session,
                                                new Change(
                                                        owner, flowId, revision, row, command))));
        return once.onFailure(StaleVersion.class)
                .retry()
                .atMost(RETRIES)
                .onFailure(StaleVersion.class)
                .transform(_ -> new FlowChanged())
                .invoke(relay::wake);
    }

    private record Change(
            FlowOwner owner,
            UUID flowId,
            Optional<Long> revision,
            @Nullable FlowRow found,
            FlowCommand command) {

        /** Another account's flow is as good as none. */
        @Nullable FlowRow row() {
            return found != null && found.accountId.equals(owner.accountId()) ? found : null;
        }

        long sequence() {
            FlowRow row = row();
            return row == null ? 0 : row.sequence;
        }
    }

    private Uni<Decision<FlowEvent, FlowRefusal>> decide(Mutiny.Session session, Change change) {
        Flow flow = flow(change.row());
        if (flow instanceof Flow.Defined
                && change.revision().filter(r -> r != change.sequence()).isPresent()) {
            return Uni.createFrom().failure(new FlowChanged());
        }
        Decision<FlowEvent, FlowRefusal> decision = FlowDecider.decide(flow, change.command());
        if (decision instanceof Decision.Accepted<FlowEvent, FlowRefusal>(var events)
                && !events.isEmpty()) {
            return looked(session, change, events)
                    .chain(looked ->
                            looked.flaws().isEmpty()
                                    ? write(session, change, flow, events, looked.lists())
                                            .replaceWith(decision)
                                    : refused(looked.flaws()));
        }
        return Uni.createFrom().item(decision);
    }

    /** What follows from a connection is no wish that could be refused. */
    private static Uni<ListsNamed.Looked> looked(
            Mutiny.Session session, Change change, List<FlowEvent> events) {
        UUID account = change.owner().accountId();
        Uni<ListsNamed.Looked> lists = ListsNamed.look(session, account, events);
        if (!(change.command() instanceof FlowCommand.DeployVersion)) {
            return lists.map(looked -> new ListsNamed.Looked(List.of(), looked.lists()));
        }
        return lists.chain(
                looked -> PartnersNamed.flaws(session, account, events).map(looked::and));
    }

    private static Uni<Decision<FlowEvent, FlowRefusal>> refused(List<Flaw> flaws) {
        return Uni.createFrom()
                .item(new Decision.Refused<>(new FlowRefusal.DraftCannotWork(flaws)));
    }

    private Uni<Void> write(
            Mutiny.Session session,
            Change change,
            Flow before,
            List<FlowEvent> events,
            Map<String, Long> lists) {
        Instant now = clock.instant();
        FlowRecords records = new FlowRecords(change.owner(), change.flowId(), drafts, now, lists);
        List<OutboundRecord> ledger = new ArrayList<>();
        List<OutboundRecord> versions = new ArrayList<>();
        Flow flow = before;
        for (FlowEvent event : events) {
            flow = Flow.evolve(flow, event);
            ledger.add(records.ledger(event, change.sequence() + ledger.size() + 1));
            versions.addAll(records.versions(event, ledger.getLast(), (Flow.Defined) flow));
        }
        long sequence = change.sequence();
        return rows(session, change, (Flow.Defined) flow, sequence + events.size(), now)
                .chain(() -> deployed(session, change, events, now))
                .chain(() -> ReactiveEvents.append(session, change.flowId(), sequence, ledger))
                .chain(() -> ReactiveEvents.enqueue(session, versions));
    }

    private Uni<Void> rows(
            Mutiny.Session session, Change change, Flow.Defined flow, long sequence, Instant now) {
        FlowRow known = change.row();
        FlowRow row = known == null ? new FlowRow() : known;
        row.become(flow, drafts.text(flow.draft()), sequence, now);
        if (known != null) {
            return Uni.createFrom().voidItem();
        }
        row.id = change.flowId();
        row.accountId = change.owner().accountId();
        return session.persist(row);
    }

    private Uni<Void> deployed(
            Mutiny.Session session, Change change, List<FlowEvent> events, Instant now) {
        for (FlowEvent event : events) {
            if (event instanceof FlowEvent.FlowVersionDeployed deployed) {
                FlowVersionRow row = new FlowVersionRow();
                row.id = FlowVersionRow.id(change.flowId(), deployed.version());
                row.flowId = change.flowId();
                row.version = deployed.version();
                row.definition = drafts.text(deployed.definition());
                row.deployedBy = change.owner().by();
                row.deployedAt = now;
                row.zone = change.owner().zone();
                return session.persist(row);
            }
        }
        return Uni.createFrom().voidItem();
    }

    private Flow flow(@Nullable FlowRow row) {
        return row == null
                ? new Flow.Absent()
                : new Flow.Defined(
                        row.id, drafts.read(row.name, row.draft), row.version, row.enabled);
    }
}
