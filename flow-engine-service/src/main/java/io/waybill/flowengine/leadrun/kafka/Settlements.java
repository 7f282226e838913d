package io.waybill.flowengine.leadrun.kafka;

import io.waybill.delivery.v1.DeliverySettled;
import io.waybill.eventsourcing.Cause;
import io.waybill.eventsourcing.Decision;
import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.eventsourcing.sealing.MasterKeyMissing;
import io.waybill.eventsourcing.sealing.MasterKeys;
import io.waybill.eventsourcing.sealing.WrappedKey;
import io.waybill.flowengine.leadrun.LeadRun;
import io.waybill.flowengine.leadrun.LeadRunCommand.SettleStep;
import io.waybill.flowengine.leadrun.LeadRunDecider;
import io.waybill.flowengine.leadrun.LeadRunEvent;
import io.waybill.flowengine.leadrun.LeadRunRefusal;
import io.waybill.flowengine.leadrun.Readings;
import io.waybill.flowengine.leadrun.RunnableFlow;
import io.waybill.flowengine.leadrun.Settlement;
import io.waybill.flowengine.leadrun.kafka.v1.RunState;
import io.waybill.flowengine.leadrun.kafka.v1.RunVars;
import io.waybill.meta.v1.EventMeta;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** What the lane does when a delivery has settled. */
final class Settlements {

    private static final byte[] NO_DATA = {'{', '}'};

    private final LaneStores stores;
    private final LeadRunDecider decider;
    private final MasterKeys masterKeys;
    private final RunWriter writer;

    Settlements(LaneStores stores, LeadRunDecider decider, MasterKeys masterKeys) {
        this.stores = stores;
        this.decider = decider;
        this.masterKeys = masterKeys;
        this.writer = new RunWriter(stores);
    }

    /** The run that waits for this delivery; empty when the settlement comes late or twice. */
    Optional<RunState> waiting(DeliverySettled settled) {
        return stores.runs()
                .find(settled.getLeadId())
                .filter(state -> state.getEventId().equals(settled.getMeta().getStreamId()));
    }

    /**
     * Goes on with the run.
     *
     * @throws RuntimeException when that cannot be done; {@link #fail} ends the lead then
     */
    Effects handle(DeliverySettled settled, RunState state, Cause cause) {
        UUID leadId = settled.getLeadId();
        DataKey key = masterKeys.unwrap(wrappedKey(state));
        RunVars vars = Objects.requireNonNull(stores.runs().vars(leadId), "vars");
        byte[] data = RunStates.openData(leadId, key, vars);
        LeadRun run = RunStates.run(leadId, state, data, key, vars);
        RunnableFlow flow =
                stores.definitions()
                        .version(state.getFlowId(), state.getFlowVersion())
                        .orElseThrow()
                        .flow();
        SettleStep command = command(settled, settlement(settled, key));
        Effects effects = new Effects(cause);
        write(
                effects,
                RunFile.of(leadId, state, Optional.of(key)),
                decider.decide(run, command, flow, readings(effects, state)),
                events -> new RunWriter.Decided(run, events, Optional.of(flow), data));
        return effects;
    }

    /** Ends a lead with an error whose run cannot go on; what the delivery earned is kept. */
    Effects fail(DeliverySettled settled, RunState state, Cause cause) {
        UUID leadId = settled.getLeadId();
        Optional<DataKey> key = opened(state);
        LeadRun run = RunStates.bare(leadId, state);
        Effects effects = new Effects(cause);
        write(
                effects,
                RunFile.of(leadId, state, key),
                decider.fail(run, command(settled, bare(settled)), flow(state)),
                events -> new RunWriter.Decided(run, events, Optional.empty(), NO_DATA));
        return effects;
    }

    private Optional<RunnableFlow> flow(RunState state) {
        return stores.definitions()
                .version(state.getFlowId(), state.getFlowVersion())
                .flatMap(DefinitionStore.Version::runnable);
    }

    /** Ends up to {@code most} runs of leads that came before, as errors. */
    void expire(Effects effects, Instant before, int most) {
        Map<UUID, RunState> overdue = stores.runs().cameBefore(before, most);
        overdue.forEach((leadId, state) -> {
            LeadRun run = RunStates.bare(leadId, state);
            write(
                    effects,
                    RunFile.of(leadId, state, opened(state)),
                    decider.expire(run),
                    events -> new RunWriter.Decided(run, events, Optional.empty(), NO_DATA));
        });
    }

    private Readings readings(Effects effects, RunState state) {
        return new LaneReadings(
                effects.cause().getOccurredAt(), state.getAccountId(), stores, masterKeys);
    }

    private void write(
            Effects effects,
            RunFile file,
            Decision<LeadRunEvent, LeadRunRefusal> decision,
            java.util.function.Function<List<LeadRunEvent>, RunWriter.Decided> decided) {
        if (decision instanceof Decision.Accepted(List<LeadRunEvent> events)) {
            writer.write(effects, file, decided.apply(events));
        }
    }

    private static SettleStep command(DeliverySettled settled, Settlement settlement) {
        EventMeta meta = settled.getMeta();
        return new SettleStep(meta.getStreamId(), settlement);
    }

    static Settlement settlement(DeliverySettled settled, DataKey key) {
        EventMeta meta = settled.getMeta();
        ByteBuffer appended = settled.getAppended();
        return new Settlement(
                Outcomes.ofAvro(settled.getOutcome()),
                settled.getCertain(),
                Sealed.openText(key, meta, "DeliverySettled.reason", settled.getReason()),
                Optional.ofNullable(settled.getPrice()),
                Sealed.openText(key, meta, "DeliverySettled.reference", settled.getReference()),
                appended == null
                        ? Map.of()
                        : Json.object(
                                Sealed.open(key, meta, "DeliverySettled.appended", appended)));
    }

    /** The settlement without what is sealed. */
    private static Settlement bare(DeliverySettled settled) {
        return new Settlement(
                Outcomes.ofAvro(settled.getOutcome()),
                settled.getCertain(),
                Optional.empty(),
                Optional.ofNullable(settled.getPrice()),
                Optional.empty(),
                Map.of());
    }

    private Optional<DataKey> opened(RunState state) {
        try {
            return Optional.of(masterKeys.unwrap(wrappedKey(state)));
        } catch (MasterKeyMissing notThisLeadsFault) {
            throw notThisLeadsFault;
        } catch (RuntimeException broken) {
            return Optional.empty();
        }
    }

    private static WrappedKey wrappedKey(RunState state) {
        return new WrappedKey(state.getWrappedKey(), state.getMasterKeyId());
    }
}
