package io.waybill.flowengine.leadrun.kafka;

import io.waybill.eventsourcing.Decision;
import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.eventsourcing.sealing.MasterKeys;
import io.waybill.eventsourcing.sealing.WrappedKey;
import io.waybill.flow.v1.FlowSource;
import io.waybill.flow.v1.SubmitLead;
import io.waybill.flowengine.leadrun.EarlierRuns;
import io.waybill.flowengine.leadrun.Lead;
import io.waybill.flowengine.leadrun.LeadRun;
import io.waybill.flowengine.leadrun.LeadRunCommand;
import io.waybill.flowengine.leadrun.LeadRunDecider;
import io.waybill.flowengine.leadrun.LeadRunEvent;
import io.waybill.flowengine.leadrun.LeadRunRefusal;
import io.waybill.flowengine.leadrun.Readings;
import io.waybill.flowengine.leadrun.RunnableFlow;
import io.waybill.flowengine.leadrun.kafka.DefinitionStore.Version;
import io.waybill.flowengine.leadrun.kafka.v1.LiveVersion;
import io.waybill.intake.v1.ReplyKind;
import io.waybill.meta.v1.EventMeta;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** What the lane does with a submission. */
final class Submissions {

    private static final byte[] NO_DATA = {'{', '}'};

    private final LaneStores stores;
    private final LeadRunDecider decider;
    private final MasterKeys masterKeys;
    private final Repeats repeats;
    private final RunWriter writer;

    Submissions(LaneStores stores, LeadRunDecider decider, MasterKeys masterKeys) {
        this.stores = stores;
        this.decider = decider;
        this.masterKeys = masterKeys;
        this.repeats = new Repeats(stores, masterKeys);
        this.writer = new RunWriter(stores);
    }

    /** The lead has or had its run: the same request came twice. */
    boolean cameBefore(Arrival arrival) {
        return stores.seen().hadLead(arrival.leadId());
    }

    /**
     * What the request has to wait for: the account's key, or a version that intake has seen or a
     * list that the flow names, and this lane has not seen; empty when it can be decided now.
     */
    Optional<String> awaited(Arrival arrival) {
        SubmitLead request = arrival.request();
        boolean keyless = stores.definitions().hmacKey(arrival.accountId()).isEmpty();
        if (keyless && request.getIdempotencyKey() != null) {
            return Optional.of(DefinitionFeed.accountKey(arrival.accountId()));
        }
        UUID flowId = request.getFlowId();
        Optional<Version> version =
                stores.definitions()
                        .live(flowId)
                        .filter(live -> live.getHighest() >= request.getFlowVersion())
                        .flatMap(live ->
                                stores.definitions().version(flowId, wanted(request, live)));
        if (version.isEmpty()) {
            return Optional.of(DefinitionFeed.flow(flowId));
        }
        return keyless && version.get().needsAccountKey()
                ? Optional.of(DefinitionFeed.accountKey(arrival.accountId()))
                : unseenList(version.get());
    }

    /**
     * A list that the flow names: before it is seen as it was when the version was deployed, nobody
     * knows what stands in it.
     */
    private Optional<String> unseenList(Version version) {
        Map<String, Long> deployed = version.published().getLists();
        return version.lists().stream()
                .filter(list ->
                        !stores.lists().isKnown(list, deployed.getOrDefault(list.toString(), 0L)))
                .findFirst()
                .map(DefinitionFeed::list);
    }

    /**
     * Decides a submission that waits for nothing.
     *
     * @throws RuntimeException when that cannot be done; {@link #fail} ends the lead then
     */
    Effects handle(Arrival arrival) {
        SubmitLead request = arrival.request();
        Effects effects = new Effects(arrival.cause());
        effects.write(() -> stores.seen().markLead(arrival.leadId()));
        LiveVersion live = stores.definitions().live(request.getFlowId()).orElseThrow();
        Version version = version(request, live);
        DataKey key = masterKeys.unwrap(wrappedKey(request));
        RunFile file = RunFile.of(request, version.published().getCurrency(), Optional.of(key));
        Optional<Repeats.Sign> sign = repeats.sign(request, key);
        if (sign.isPresent() && repeats.recognised(effects, arrival, file, sign.get())) {
            return effects;
        }
        Optional<ReplyKind> closed =
                closed(request.getMeta(), request.getSourceId(), live, version);
        if (closed.isPresent()) {
            refuse(effects, arrival, file, version, closed.get());
            return effects;
        }
        sign.ifPresent(s -> repeats.remember(effects, arrival, file, s));
        run(effects, arrival, file.seenAs(sign.map(Repeats.Sign::entry)), version.flow());
        return effects;
    }

    /**
     * The call may have been told already that its lead is kept, and then needs an outcome. Its key
     * is not remembered: it may be used again once the flow takes leads.
     */
    private void refuse(
            Effects effects, Arrival arrival, RunFile file, Version version, ReplyKind kind) {
        SubmitLead request = arrival.request();
        byte[] data =
                Sealed.open(
                        file.key().orElseThrow(),
                        request.getMeta(),
                        "SubmitLead.data",
                        request.getData());
        LeadRun before = new LeadRun.Absent();
        int seen = Objects.requireNonNullElse(request.getOwnVersion(), request.getFlowVersion());
        Lead lead =
                lead(request, seen, Map.of(), ip(request, file.key()))
                        .after(earlier(request, file.key()));
        if (decider.refuse(before, command(lead, file), reason(kind))
                instanceof Decision.Accepted(List<LeadRunEvent> events)) {
            writer.write(
                    effects, file.withoutWaiters(), decidedUnrun(before, events, version, data));
        }
        Replies.About about = Replies.About.of(file);
        file.waiters().forEach(waiter -> Replies.tell(effects, waiter, about, kind));
    }

    /** What has to be masked only the version knows: without it nothing of the lead is stored. */
    private static RunWriter.Decided decidedUnrun(
            LeadRun before, List<LeadRunEvent> events, Version version, byte[] data) {
        Optional<RunnableFlow> flow = version.runnable();
        return new RunWriter.Decided(before, events, flow, flow.isPresent() ? data : NO_DATA);
    }

    private static String reason(ReplyKind kind) {
        return switch (kind) {
            case FLOW_DISABLED -> "The flow is disabled";
            case SOURCE_DISABLED -> "The source is disabled";
            default -> "The source is not in the flow any more";
        };
    }

    private void run(Effects effects, Arrival arrival, RunFile file, RunnableFlow flow) {
        DataKey key = file.key().orElseThrow();
        SubmitLead request = arrival.request();
        byte[] data = Sealed.open(key, request.getMeta(), "SubmitLead.data", request.getData());
        Lead lead =
                lead(request, flow.version(), Json.object(data), ip(request, file.key()))
                        .after(KeptSteps.of(request, key));
        LeadRun before = new LeadRun.Absent();
        Readings readings = new LaneReadings(arrival.at(), arrival.accountId(), stores, masterKeys);
        Decision<LeadRunEvent, LeadRunRefusal> decision =
                decider.decide(before, command(lead, file), flow, readings);
        if (decision instanceof Decision.Accepted(List<LeadRunEvent> events)) {
            writer.write(
                    effects, file, new RunWriter.Decided(before, events, Optional.of(flow), data));
        }
    }

    /** Ends a lead with an error whose submission could not be decided. */
    Effects fail(Arrival arrival) {
        SubmitLead request = arrival.request();
        Effects effects = new Effects(arrival.cause());
        effects.write(() -> stores.seen().markLead(arrival.leadId()));
        LiveVersion live = stores.definitions().live(request.getFlowId()).orElseThrow();
        Optional<DataKey> key = attempt(() -> masterKeys.unwrap(wrappedKey(request)));
        String currency = version(request, live).published().getCurrency();
        RunFile opened = RunFile.of(request, currency, key);
        Optional<Repeats.Sign> sign =
                key.flatMap(k -> attempt(() -> repeats.sign(request, k)).flatMap(s -> s));
        RunFile file = opened.seenAs(sign.map(Repeats.Sign::entry));
        sign.ifPresent(s -> repeats.remember(effects, arrival, file, s));
        byte[] data =
                key.flatMap(k ->
                                attempt(() ->
                                        Sealed.open(
                                                k,
                                                request.getMeta(),
                                                "SubmitLead.data",
                                                request.getData())))
                        .orElse(NO_DATA);
        LeadRun before = new LeadRun.Absent();
        Lead lead =
                lead(request, wanted(request, live), Map.of(), ip(request, key))
                        .after(earlier(request, key));
        if (decider.fail(before, command(lead, file), Optional.empty())
                instanceof Decision.Accepted(List<LeadRunEvent> events)) {
            writer.write(effects, file, decidedUnrun(before, events, version(request, live), data));
        }
        return effects;
    }

    private Version version(SubmitLead request, LiveVersion live) {
        int number = wanted(request, live);
        return stores.definitions().version(request.getFlowId(), number).orElseThrow();
    }

    /** The live version, unless a linked run is to have another. */
    private static int wanted(SubmitLead request, LiveVersion live) {
        return Objects.requireNonNullElse(request.getOwnVersion(), live.getVersion());
    }

    /** As much as can be opened: the run after this one has to know what stands. */
    private static EarlierRuns earlier(SubmitLead request, Optional<DataKey> key) {
        return key.flatMap(k -> attempt(() -> KeptSteps.of(request, k)))
                .orElseGet(() -> KeptSteps.bare(request));
    }

    /** Why the door that a call came to is shut, if it is. */
    static Optional<ReplyKind> closed(
            EventMeta meta, UUID sourceId, LiveVersion live, Version version) {
        boolean own = version.published().getMeta().getAccountId().equals(meta.getAccountId());
        Optional<FlowSource> source =
                version.published().getSources().stream()
                        .filter(s -> own && s.getId().equals(sourceId))
                        .findFirst();
        if (source.isEmpty()) {
            return Optional.of(ReplyKind.NOT_FOUND);
        }
        if (!live.getEnabled()) {
            return Optional.of(ReplyKind.FLOW_DISABLED);
        }
        return source.get().getEnabled()
                ? Optional.empty()
                : Optional.of(ReplyKind.SOURCE_DISABLED);
    }

    private static LeadRunCommand.SubmitLead command(Lead lead, RunFile file) {
        return new LeadRunCommand.SubmitLead(lead, file.seenKey().map(Repeats::hash));
    }

    private static Lead lead(
            SubmitLead request, int version, Map<String, Object> data, Optional<String> ip) {
        return new Lead(
                request.getMeta().getStreamId(),
                request.getFlowId(),
                version,
                request.getSourceId(),
                request.getReceivedAt(),
                request.getRandom(),
                request.getMeta().getTest(),
                data,
                ip);
    }

    /** Nothing of the lead depends on the address so much that it would end for a broken seal. */
    private static Optional<String> ip(SubmitLead request, Optional<DataKey> key) {
        return key.flatMap(k ->
                attempt(() ->
                                Sealed.openText(
                                        k, request.getMeta(), "SubmitLead.ip", request.getIp()))
                        .flatMap(ip -> ip));
    }

    private static WrappedKey wrappedKey(SubmitLead request) {
        return new WrappedKey(request.getWrappedKey(), request.getMasterKeyId());
    }

    /** What a broken seal or broken JSON leaves empty. */
    private static <T> Optional<T> attempt(java.util.function.Supplier<T> value) {
        try {
            return Optional.of(value.get());
        } catch (RuntimeException broken) {
            return Optional.empty();
        }
    }
}
