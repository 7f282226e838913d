package io.waybill.flowengine.flow.store;

import io.waybill.eventsourcing.Metas;
import io.waybill.eventsourcing.RecordIds;
import io.waybill.eventsourcing.Scope;
import io.waybill.eventsourcing.TimeOrderedIds;
import io.waybill.flow.v1.BuyerStepsRemoved;
import io.waybill.flow.v1.FlowCreated;
import io.waybill.flow.v1.FlowDisabled;
import io.waybill.flow.v1.FlowDraftEdited;
import io.waybill.flow.v1.FlowEnabled;
import io.waybill.flow.v1.FlowLive;
import io.waybill.flow.v1.FlowSource;
import io.waybill.flow.v1.FlowVersionDeployed;
import io.waybill.flow.v1.FlowVersionPublished;
import io.waybill.flow.v1.PartnerSourceSet;
import io.waybill.flowengine.definition.Draft;
import io.waybill.flowengine.definition.FlowDefinition;
import io.waybill.flowengine.definition.FlowReader;
import io.waybill.flowengine.definition.SourceDefinition;
import io.waybill.flowengine.flow.Flow;
import io.waybill.flowengine.flow.FlowEvent;
import io.waybill.meta.v1.EventMeta;
import io.waybill.schemas.OutboundRecord;
import io.waybill.schemas.Topic;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;

/** A flow's event as records: for the ledger of definitions, and for those who run versions. */
final class FlowRecords {

    private final FlowOwner owner;
    private final UUID flowId;
    private final Drafts drafts;
    private final Instant now;
    private final Map<String, Long> lists;

    /**
     * @param lists how far each list is that the flow names, by its id
     */
    FlowRecords(FlowOwner owner, UUID flowId, Drafts drafts, Instant now, Map<String, Long> lists) {
        this.owner = owner;
        this.flowId = flowId;
        this.drafts = drafts;
        this.now = now;
        this.lists = lists;
    }

    OutboundRecord ledger(FlowEvent event, long sequence) {
        Scope scope = Scope.of(owner.accountId(), owner.correlationId());
        EventMeta meta = Metas.of(scope, flowId, sequence, TimeOrderedIds.next(), now);
        String by = owner.by();
        SpecificRecord record =
                switch (event) {
                    case FlowEvent.FlowCreated(UUID id, Draft draft) ->
                            new FlowCreated(meta, id, by, draft.name(), drafts.text(draft));
                    case FlowEvent.FlowDraftEdited(Draft draft) ->
                            new FlowDraftEdited(meta, flowId, by, draft.name(), drafts.text(draft));
                    case FlowEvent.FlowVersionDeployed(int version, Draft definition) ->
                            new FlowVersionDeployed(
                                    meta, flowId, by, version, drafts.text(definition));
                    case FlowEvent.BuyerStepsRemoved(UUID connection, String cause, var steps) ->
                            new BuyerStepsRemoved(meta, flowId, by, connection, cause, steps);
                    case FlowEvent.PartnerSourceSet(UUID connection, var open) ->
                            PartnerSourceSet.newBuilder()
                                    .setMeta(meta)
                                    .setFlowId(flowId)
                                    .setBy(by)
                                    .setConnectionId(connection)
                                    .setSourceId(open.orElse(null))
                                    .build();
                    case FlowEvent.FlowDisabled _ -> new FlowDisabled(meta, flowId, by);
                    case FlowEvent.FlowEnabled _ -> new FlowEnabled(meta, flowId, by);
                };
        return new OutboundRecord(Topic.FLOW_DEFINITIONS, flowId.toString(), record);
    }

    /** What flow.versions gets to know; a version stands there before it is live. */
    List<OutboundRecord> versions(FlowEvent event, OutboundRecord ledger, Flow.Defined after) {
        return switch (event) {
            case FlowEvent.FlowVersionDeployed deployed ->
                    List.of(published(deployed, ledger.meta()), live(after, ledger.meta()));
            case FlowEvent.FlowDisabled _, FlowEvent.FlowEnabled _ ->
                    after.version() == 0 ? List.of() : List.of(live(after, ledger.meta()));
            case FlowEvent.FlowCreated _,
                    FlowEvent.FlowDraftEdited _,
                    FlowEvent.BuyerStepsRemoved _,
                    FlowEvent.PartnerSourceSet _ ->
                    List.of();
        };
    }

    private OutboundRecord published(FlowEvent.FlowVersionDeployed deployed, EventMeta cause) {
        // What follows from a connection changes a version that was deployed, maybe long ago.
        if (!(FlowReader.readDeployed(deployed.definition().json())
                instanceof FlowReader.Result.Sound(FlowDefinition definition))) {
            throw new IllegalStateException("A version that cannot run was deployed");
        }
        return new OutboundRecord(
                Topic.FLOW_VERSIONS,
                flowId + "/" + deployed.version(),
                FlowVersionPublished.newBuilder()
                        .setMeta(caused(cause, "published"))
                        .setFlowId(flowId)
                        .setVersion(deployed.version())
                        .setName(definition.name())
                        .setCurrency(owner.currency())
                        .setZone(owner.zone())
                        .setRespondWithinMillis((int) definition.respondWithin().toMillis())
                        .setSources(definition.sources().stream().map(FlowRecords::source).toList())
                        .setDefinition(drafts.text(deployed.definition()))
                        .setLists(lists)
                        .build());
    }

    /**
     * Carries the sequence of the definition's event: an older one that comes again is known by it.
     */
    private OutboundRecord live(Flow.Defined after, EventMeta cause) {
        return new OutboundRecord(
                Topic.FLOW_VERSIONS,
                flowId.toString(),
                new FlowLive(caused(cause, "live"), flowId, after.version(), after.enabled()));
    }

    private static EventMeta caused(EventMeta cause, String name) {
        return EventMeta.newBuilder(cause)
                .setRecordId(RecordIds.derived(cause.getRecordId(), name))
                .setCausationId(cause.getRecordId())
                .build();
    }

    private static FlowSource source(SourceDefinition source) {
        return FlowSource.newBuilder()
                .setId(source.id())
                .setName(source.name())
                .setEnabled(source.enabled())
                .setKeyHash(
                        source.keyHash()
                                .map(hash -> ByteBuffer.wrap(HexFormat.of().parseHex(hash)))
                                .orElse(null))
                .setMayTest(source.mayTest())
                .build();
    }
}
