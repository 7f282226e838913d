package io.waybill.flowengine.leadrun.kafka;

import io.waybill.eventsourcing.Cause;
import io.waybill.flow.v1.FlowLive;
import io.waybill.flow.v1.FlowVersionPublished;
import io.waybill.flow.v1.VersionLive;
import io.waybill.flowengine.counter.CapBeginning;
import io.waybill.flowengine.leadrun.FlowCaps;
import io.waybill.flowengine.leadrun.kafka.v1.LiveVersion;
import io.waybill.meta.v1.EventMeta;
import io.waybill.schemas.Topic;
import java.util.Optional;
import java.util.SortedSet;
import java.util.UUID;

/** Takes versions of flows into the lane, and says on the ledger from when on it runs them. */
final class DefinitionFeed {

    private final DefinitionStore definitions;
    private final CounterStore counters;

    DefinitionFeed(DefinitionStore definitions, CounterStore counters) {
        this.definitions = definitions;
        this.counters = counters;
    }

    /** What a request waits for whose flow version has not been seen. */
    static String flow(UUID flowId) {
        return "f/" + flowId;
    }

    /** What a request waits for whose account's key has not been seen. */
    static String accountKey(UUID accountId) {
        return "a/" + accountId;
    }

    /** What a request waits for whose flow names a list that has not been seen. */
    static String list(UUID listId) {
        return "m/" + listId;
    }

    Effects published(FlowVersionPublished published, Cause cause) {
        Effects effects = new Effects(cause);
        effects.write(() -> definitions.putVersion(published));
        definitions
                .live(published.getFlowId())
                .filter(live -> live.getVersion() == published.getVersion() && !live.getAnnounced())
                .ifPresent(live ->
                        announce(
                                effects,
                                published.getFlowId(),
                                live,
                                new DefinitionStore.Version(published)));
        return effects;
    }

    Effects live(FlowLive flow, Cause cause) {
        Effects effects = new Effects(cause);
        UUID flowId = flow.getFlowId();
        Optional<LiveVersion> before = definitions.live(flowId);
        long definition = flow.getMeta().getSequence();
        if (before.filter(live -> isSame(live, flow) || definition < live.getCause()).isPresent()) {
            return effects;
        }
        LiveVersion live =
                new LiveVersion(
                        flow.getVersion(),
                        flow.getEnabled(),
                        Math.max(flow.getVersion(), before.map(LiveVersion::getHighest).orElse(0)),
                        definition,
                        before.map(LiveVersion::getSequence).orElse(0L),
                        false);
        Optional<DefinitionStore.Version> version = definitions.version(flowId, flow.getVersion());
        if (version.isPresent()) {
            announce(effects, flowId, live, version.get());
        } else {
            effects.write(() -> definitions.putLive(flowId, live));
        }
        return effects;
    }

    private static boolean isSame(LiveVersion live, FlowLive flow) {
        return live.getVersion() == flow.getVersion() && live.getEnabled() == flow.getEnabled();
    }

    /**
     * The caps that begin with this version. One that was taken out of the flow and put back has
     * missed what came meanwhile: it opens as a new one does.
     */
    private FlowCaps.Begun begin(Effects effects, UUID flowId, DefinitionStore.Version version) {
        Optional<SortedSet<String>> caps = version.runnable().map(FlowCaps::of);
        if (caps.isEmpty()) {
            return FlowCaps.Begun.NOTHING;
        }
        // An earlier build did not write them down: its counters go on.
        FlowCaps.Begun begun =
                FlowCaps.begun(definitions.caps(flowId).orElse(caps.get()), caps.get());
        effects.write(() -> definitions.putCaps(flowId, caps.get()));
        begun.asNew().forEach(cap -> effects.write(() -> counters.begin(cap, CapBeginning.NEW)));
        begun.again()
                .forEach(cap -> effects.write(() -> counters.begin(cap, CapBeginning.CHANGED)));
        return begun;
    }

    private void announce(
            Effects effects, UUID flowId, LiveVersion live, DefinitionStore.Version version) {
        LiveVersion announced =
                LiveVersion.newBuilder(live)
                        .setSequence(live.getSequence() + 1)
                        .setAnnounced(true)
                        .build();
        EventMeta meta = effects.meta(flowId, announced.getSequence());
        FlowCaps.Begun begun = begin(effects, flowId, version);
        effects.send(
                Topic.FLOW_LEADS,
                flowId.toString(),
                new VersionLive(
                        meta,
                        flowId,
                        live.getVersion(),
                        live.getEnabled(),
                        begun.asNew(),
                        begun.again()));
        effects.write(() -> definitions.putLive(flowId, announced));
    }
}
