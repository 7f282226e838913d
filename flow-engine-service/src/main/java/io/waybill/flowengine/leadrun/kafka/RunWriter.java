package io.waybill.flowengine.leadrun.kafka;

import io.waybill.delivery.v1.DeliverLead;
import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.flowengine.counter.CounterEvent;
import io.waybill.flowengine.counter.Counters;
import io.waybill.flowengine.leadrun.LaneCounts;
import io.waybill.flowengine.leadrun.Lead;
import io.waybill.flowengine.leadrun.LeadRun;
import io.waybill.flowengine.leadrun.LeadRunEvent;
import io.waybill.flowengine.leadrun.LeadRunEvent.DeliveryRequested;
import io.waybill.flowengine.leadrun.LeadRunEvent.LookupRequested;
import io.waybill.flowengine.leadrun.RunnableFlow;
import io.waybill.flowengine.leadrun.UncertainLead;
import io.waybill.flowengine.leadrun.kafka.v1.RunState;
import io.waybill.flowengine.leadrun.kafka.v1.RunVars;
import io.waybill.flowengine.leadrun.kafka.v1.Waiter;
import io.waybill.flowengine.partner.Standing;
import io.waybill.language.FieldCatalogue;
import io.waybill.meta.v1.EventMeta;
import io.waybill.schemas.Topic;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Turns a decision about a run into records and changes of stores. */
final class RunWriter {

    private final LaneStores stores;

    RunWriter(LaneStores stores) {
        this.stores = stores;
    }

    /**
     * A decision and where it leaves the run.
     *
     * @param flow empty only where the decision asked for no delivery
     * @param data UTF-8 JSON of the submission
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Decided(
            LeadRun before, List<LeadRunEvent> events, Optional<RunnableFlow> flow, byte[] data) {

        Masking masking() {
            return new Masking(
                    flow.map(f -> f.definition().fields()).orElseGet(FieldCatalogue::standard));
        }

        /** What the lead holds from now on. */
        byte[] held() {
            return events.getFirst() instanceof LeadRunEvent.LeadReceived received
                    ? received.mapped().map(Json::bytes).orElse(data)
                    : data;
        }

        Lead lead() {
            return switch (before) {
                case LeadRun.Waiting waiting -> waiting.progress().lead();
                case LeadRun.Running running -> running.progress().lead();
                case LeadRun.Absent _, LeadRun.Completed _, LeadRun.Closed _ ->
                        ((LeadRunEvent.LeadReceived) events.getFirst()).lead();
            };
        }

        /** What is left of a run that has its outcome, if a sale of it is uncertain. */
        Optional<UncertainLead> uncertain() {
            LeadRun run = before;
            for (LeadRunEvent event : events) {
                if (event instanceof LeadRunEvent.LeadCompleted completed
                        && run instanceof LeadRun.Running(LeadRun.Progress end)) {
                    return UncertainLead.of(end, completed.outcome());
                }
                run = LeadRun.evolve(run, event);
            }
            return Optional.empty();
        }

        /** Over which connection the step hands over, as was read of it in this decision. */
        Optional<Standing.Open> partner(String stepId) {
            return events.stream()
                    .filter(LeadRunEvent.ConnectionRead.class::isInstance)
                    .map(LeadRunEvent.ConnectionRead.class::cast)
                    .filter(read -> read.stepId().equals(stepId))
                    .map(read -> Standing.of(read.connection()))
                    .filter(Standing.Open.class::isInstance)
                    .map(Standing.Open.class::cast)
                    .findFirst();
        }

        /** How the run ended, if it has. */
        Optional<LeadRunEvent.LeadCompleted> completed() {
            return events.stream()
                    .filter(LeadRunEvent.LeadCompleted.class::isInstance)
                    .map(LeadRunEvent.LeadCompleted.class::cast)
                    .findFirst();
        }

        LeadRun after() {
            LeadRun run = before;
            for (LeadRunEvent event : events) {
                run = LeadRun.evolve(run, event);
            }
            return run;
        }
    }

    void write(Effects effects, RunFile file, Decided decided) {
        LeadRecords records = new LeadRecords(effects, file, decided);
        for (LeadRunEvent event : decided.events()) {
            if (event instanceof LeadRunEvent.LeadReceived) {
                records.writeKey();
            }
            records.write(event);
            count(effects, decided.lead(), event);
            if (event instanceof LeadRunEvent.LeadCompleted completed) {
                answer(effects, file, completed);
            }
        }
        if (decided.after() instanceof LeadRun.Waiting waiting) {
            wait(effects, file, decided, waiting, records.sequence());
        } else {
            close(effects, file, decided, records.sequence());
        }
    }

    /** What nobody knows the end of is kept: its room in caps, and by what the lead is known. */
    private void close(Effects effects, RunFile file, Decided decided, long sequence) {
        if (file.sequence() > 0) {
            effects.write(() -> stores.runs().forget(file.leadId()));
        }
        new Reconciliations(stores).close(effects, file, decided, sequence);
    }

    private void count(Effects effects, Lead lead, LeadRunEvent event) {
        for (CounterEvent change : LaneCounts.of(lead, event, effects.cause().getOccurredAt())) {
            effects.write(() -> Counters.evolve(stores.counters(), change));
        }
    }

    private void answer(Effects effects, RunFile file, LeadRunEvent.LeadCompleted completed) {
        Answer answer = new Answer(completed.outcome(), completed.reason(), completed.price());
        for (Waiter waiter : file.waiters()) {
            Replies.answer(effects, waiter, Replies.About.of(file), answer);
        }
        file.seenKey()
                .ifPresent(key -> effects.write(() -> stores.seen().answer(key, file, answer)));
    }

    private void wait(
            Effects effects, RunFile file, Decided decided, LeadRun.Waiting run, long sequence) {
        UUID leadId = file.leadId();
        DataKey key = file.key().orElseThrow();
        deliver(effects, file, key, run, decided);
        RunState state = RunStates.state(run, file, sequence);
        RunVars vars = RunStates.sealed(leadId, key, decided.held(), run);
        effects.write(() -> stores.runs().put(leadId, state));
        stores.runs()
                .keeper(run.progress().lead().earlier())
                .ifPresent(id -> effects.write(() -> stores.runs().putUnderWay(id, true)));
        effects.write(() -> stores.runs().putVars(leadId, vars));
    }

    private static void deliver(
            Effects effects, RunFile file, DataKey key, LeadRun.Waiting run, Decided decided) {
        Optional<Standing.Open> partner = decided.partner(run.stepId());
        EventMeta meta =
                effects.meta(
                        file.envelope().scope(partner.map(Standing.Open::buyer).orElse(null)),
                        run.eventId(),
                        0);
        RunnableFlow flow = decided.flow().orElseThrow();
        Errand errand =
                switch (decided.events().getLast()) {
                    case DeliveryRequested asked ->
                            Errand.of(
                                    asked,
                                    flow.recipient(run.stepId()),
                                    flow.isExclusive(run.stepId()));
                    case LookupRequested asked -> Errand.of(asked, flow.lookup(run.stepId()));
                    case LeadRunEvent other ->
                            throw new IllegalStateException("Nothing to wait for: " + other);
                };
        byte[] vars =
                Json.bytes(
                        flow.deliveryVars(run.progress(), errand.step(), run.eventId()).toPlain());
        DeliverLead request =
                errand.request(run.progress().lead())
                        .setMeta(meta)
                        .setCurrency(file.currency())
                        .setWrappedKey(file.wrappedKey().bytes())
                        .setMasterKeyId(file.wrappedKey().masterKeyId())
                        .setSettings(sealed(key, meta, "settings", Json.bytes(errand.settings())))
                        .setVars(sealed(key, meta, "vars", vars))
                        .setPartner(
                                partner.map(open -> Errand.partner(open, file.hops())).orElse(null))
                        .build();
        effects.send(Topic.DELIVERY_REQUESTS, run.eventId().toString(), request);
    }

    private static ByteBuffer sealed(DataKey key, EventMeta meta, String field, byte[] clear) {
        return Sealed.bytes(Optional.of(key), meta, "DeliverLead." + field, clear);
    }
}
