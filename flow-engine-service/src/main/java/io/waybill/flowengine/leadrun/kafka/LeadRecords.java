package io.waybill.flowengine.leadrun.kafka;

import io.waybill.flow.v1.LeadAccepted;
import io.waybill.flow.v1.LeadClosed;
import io.waybill.flow.v1.LeadCompleted;
import io.waybill.flow.v1.LeadKeyLive;
import io.waybill.flow.v1.LeadReceived;
import io.waybill.flow.v1.LeadRefused;
import io.waybill.flow.v1.ListChecked;
import io.waybill.flowengine.counter.CapEvent;
import io.waybill.flowengine.counter.CounterEvent;
import io.waybill.flowengine.counter.DuplicateEvent;
import io.waybill.flowengine.leadrun.Lead;
import io.waybill.flowengine.leadrun.LeadRunEvent;
import io.waybill.meta.v1.EventMeta;
import io.waybill.schemas.Topic;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Writes the events of one decision to the lead's stream on flow.leads, values sealed. */
final class LeadRecords {

    private final Effects effects;
    private final RunFile file;
    private final RunWriter.Decided decided;
    private final StepRecords steps;
    private long sequence;

    LeadRecords(Effects effects, RunFile file, RunWriter.Decided decided) {
        this.effects = effects;
        this.file = file;
        this.decided = decided;
        this.steps = new StepRecords(file, decided.lead().earlier().number());
        this.sequence = file.sequence();
    }

    /** Sequence of the last event that was written. */
    long sequence() {
        return sequence;
    }

    void write(LeadRunEvent event) {
        EventMeta meta = effects.meta(file.envelope().scope(), file.leadId(), ++sequence);
        SpecificRecord record =
                switch (event) {
                    case LeadRunEvent.LeadReceived e -> received(meta, e);
                    case LeadRunEvent.LeadAccepted e ->
                            new LeadAccepted(meta, e.price(), file.currency());
                    case LeadRunEvent.LeadRefused e -> refused(meta, e);
                    case LeadRunEvent.Counted e -> counted(meta, e.event());
                    case LeadRunEvent.ListChecked e -> checked(meta, e);
                    case LeadRunEvent.FilterPassed e -> steps.passed(meta, e);
                    case LeadRunEvent.FilterStopped e -> steps.stopped(meta, e);
                    case LeadRunEvent.StepSkipped e -> steps.skipped(meta, e);
                    case LeadRunEvent.DataAppended e -> steps.appended(meta, e);
                    case LeadRunEvent.LookupRequested e -> steps.lookup(meta, e);
                    case LeadRunEvent.RecipientChosen e -> steps.chosen(meta, e);
                    case LeadRunEvent.NobodyChosen e -> steps.nobody(meta, e);
                    case LeadRunEvent.ConnectionRead e -> PartnerRecords.of(meta, e);
                    case LeadRunEvent.DeliveryRequested e -> steps.requested(meta, e);
                    case LeadRunEvent.StepSettled e -> steps.settled(meta, e);
                    case LeadRunEvent.StepKept e -> steps.kept(meta, e);
                    case LeadRunEvent.LeadCompleted e -> completed(meta, e);
                    case LeadRunEvent.LeadClosed _ -> new LeadClosed(meta);
                    case LeadRunEvent.SaleReconciled _ ->
                            throw new IllegalArgumentException("Becomes known behind the end");
                };
        effects.send(Topic.FLOW_LEADS, file.leadId().toString(), record);
    }

    /** Makes the lead's data key known to those who read the ledger. */
    void writeKey() {
        effects.send(
                Topic.FLOW_KEYS,
                file.leadId().toString(),
                LeadKeyLive.newBuilder()
                        .setMeta(effects.meta(file.envelope().scope(), file.leadId(), 0))
                        .setWrappedKey(file.wrappedKey().bytes())
                        .setMasterKeyId(file.wrappedKey().masterKeyId())
                        .build());
    }

    /** What happened to a cap or a check for duplicates. */
    static SpecificRecord counted(EventMeta meta, CounterEvent event) {
        return switch (event) {
            case CapEvent cap -> CounterRecords.of(meta, cap);
            case DuplicateEvent duplicate -> CounterRecords.of(meta, duplicate);
            case CounterEvent.Tallied _, CounterEvent.Handed _ ->
                    throw new IllegalArgumentException("Follows from other events");
        };
    }

    private ListChecked checked(EventMeta meta, LeadRunEvent.ListChecked event) {
        return ListChecked.newBuilder()
                .setMeta(meta)
                .setCheck(event.check())
                .setListId(event.listId())
                .setFound(event.found())
                .setValue(Sealed.text(file.key(), meta, "ListChecked.value", event.value()))
                .build();
    }

    private LeadReceived received(EventMeta meta, LeadRunEvent.LeadReceived event) {
        Lead lead = event.lead();
        Masking masking = decided.masking();
        byte[] data = masking.masked(decided.data());
        return LeadReceived.newBuilder()
                .setMeta(meta)
                .setFlowId(lead.flowId())
                .setFlowVersion(lead.flowVersion())
                .setSourceId(lead.sourceId())
                .setReceivedAt(lead.receivedAt())
                .setRandom(lead.random())
                .setIdempotencyKeyHash(
                        event.idempotencyKeyHash()
                                .map(hash -> ByteBuffer.wrap(HexFormat.of().parseHex(hash)))
                                .orElse(null))
                .setData(Sealed.bytes(file.key(), meta, "LeadReceived.data", data))
                .setMapped(
                        event.mapped()
                                .map(masking::masked)
                                .map(Json::bytes)
                                .map(m -> Sealed.bytes(file.key(), meta, "LeadReceived.mapped", m))
                                .orElse(null))
                .setIp(sealed(meta, "LeadReceived.ip", lead.ip()))
                .setEarlierRuns(KeptSteps.ids(lead.earlier()))
                .setSold(lead.earlier().sold())
                .setKept(KeptSteps.sealed(file.key(), meta, KeptSteps.RECEIVED, lead.earlier()))
                .build();
    }

    private LeadRefused refused(EventMeta meta, LeadRunEvent.LeadRefused event) {
        byte[] reason = event.reason().getBytes(StandardCharsets.UTF_8);
        return LeadRefused.newBuilder()
                .setMeta(meta)
                .setRule(event.rule())
                .setCheck(event.check())
                .setReason(Sealed.bytes(file.key(), meta, "LeadRefused.reason", reason))
                .build();
    }

    private LeadCompleted completed(EventMeta meta, LeadRunEvent.LeadCompleted event) {
        return LeadCompleted.newBuilder()
                .setMeta(meta)
                .setOutcome(Outcomes.toAvro(event.outcome()))
                .setDecidedBy(event.decidedBy().orElse(null))
                .setReason(sealed(meta, "LeadCompleted.reason", event.reason()))
                .setPrice(event.price())
                .setRevenue(event.revenue())
                .setCurrency(file.currency())
                .setCost(event.cost())
                .setMargin(event.margin())
                .build();
    }

    private @Nullable ByteBuffer sealed(EventMeta meta, String field, Optional<String> clear) {
        return Sealed.text(file.key(), meta, field, clear);
    }
}
