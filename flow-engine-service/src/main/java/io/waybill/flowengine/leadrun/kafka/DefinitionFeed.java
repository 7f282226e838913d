package io.waybill.flowengine.leadrun.kafka;

import io.waybill.eventsourcing.Cause;
import io.waybill.flow.v1.FlowLive;
import io.waybill.flow.v1.FlowVersionPublished;
import io.waybill.flow.v1.VersionLive;
import io.waybill.flowengine.leadrun.kafka.v1.LiveVersion;
import io.waybill.meta.v1.EventMeta;
import io.waybill.schemas.Topic;
import java.util.Optional;
import java.util.UUID;

/** Takes versions of flows into the lane, and says on the ledger from when on it runs them. */
final class DefinitionFeed {

    private final DefinitionStore definitions;

    DefinitionFeed(DefinitionStore definitions) {
        this.definitions = definitions;
    }

    /** What a request waits for whose flow version has not been seen. */
    static String flow(UUID flowId) {
        return "f/" + flowId;
    }

    /** What a request waits for whose account's key has not been seen. */
    static String accountKey(UUID accountId) {
        return "a/" + accountId;
    }

    Effects published(FlowVersionPublished published, Cause cause) {
        Effects effects = new Effects(cause);
        effects.write(() -> definitions.putVersion(published));
        definitions
                .live(published.getFlowId())
                .filter(live -> live.getVersion() == published.getVersion() && !live.getAnnounced())
                .ifPresent(live -> announce(effects, published.getFlowId(), live));
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
        if (definitions.version(flowId, flow.getVersion()).isPresent()) {
            announce(effects, flowId, live);
        } else {
            effects.write(() -> definitions.putLive(flowId, live));
        }
        return effects;
    }

    private static boolean isSame(LiveVersion live, FlowLive flow) {
        return live.getVersion() == flow.getVersion() && live.getEnabled() == flow.getEnabled();
    }

    private void announce(Effects effects, UUID flowId, LiveVersion live) {
        LiveVersion announced =
                LiveVersion.newBuilder(live)
                        .setSequence(live.getSequence() + 1)
                        .setAnnounced(true)
                        .build();
        EventMeta meta = effects.meta(flowId, announced.getSequence());
        effects.send(
                Topic.FLOW_LEADS,
                flowId.toString(),
                new VersionLive(meta, flowId, live.getVersion(), live.getEnabled()));
        effects.write(() -> definitions.putLive(flowId, announced));
    }
}
