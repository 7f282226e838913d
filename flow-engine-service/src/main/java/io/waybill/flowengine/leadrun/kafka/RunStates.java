package io.waybill.flowengine.leadrun.kafka;

import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.flowengine.definition.LeadOutcome;
import io.waybill.flowengine.leadrun.EarlierRuns;
import io.waybill.flowengine.leadrun.Lead;
import io.waybill.flowengine.leadrun.LeadRun;
import io.waybill.flowengine.leadrun.UncertainLead;
import io.waybill.flowengine.leadrun.kafka.v1.RunState;
import io.waybill.flowengine.leadrun.kafka.v1.RunVars;
import io.waybill.flowengine.leadrun.kafka.v1.TriedRecipient;
import io.waybill.flowengine.leadrun.kafka.v1.UncertainSale;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** A waiting run as its stores hold it, and back. */
final class RunStates {

    private static final BigDecimal NOTHING = BigDecimal.ZERO.setScale(4);

    private RunStates() {}

    /** A waiting run as it goes into its store. */
    static RunState state(LeadRun.Waiting run, RunFile file, long sequence) {
        Lead lead = run.progress().lead();
        RunFile.Envelope of = file.envelope();
        return RunState.newBuilder()
                .setAccountId(of.accountId())
                .setLane(of.lane())
                .setCorrelationId(of.correlationId())
                .setTest(of.test())
                .setFlowId(lead.flowId())
                .setFlowVersion(lead.flowVersion())
                .setSourceId(lead.sourceId())
                .setReceivedAt(lead.receivedAt())
                .setRandom(lead.random())
                .setCurrency(file.currency())
                .setWrappedKey(file.wrappedKey().bytes())
                .setMasterKeyId(file.wrappedKey().masterKeyId())
                .setSequence(sequence)
                .setPosition(run.progress().position())
                .setStepId(run.stepId())
                .setEventId(run.eventId())
                .setLookup(run.asked() instanceof LeadRun.Asked.Lookup)
                .setSalePrice(salePrice(run.asked()))
                .setPriceFromReply(isPricedByReply(run.asked()))
                .setPrice(run.progress().price())
                .setRevenue(run.progress().revenue())
                .setRoutingStep(run.progress().round().map(LeadRun.Round::stepId).orElse(null))
                .setTried(run.progress().round().map(RunStates::tried).orElseGet(List::of))
                .setSeenKey(file.seenKey().orElse(null))
                .setWaiters(file.waiters())
                .setReservations(HeldStates.reservations(run.progress().held()))
                .setMarks(HeldStates.marks(run.progress().held()))
                .setUncertain(sales(run.progress().uncertain()))
                .setEarlierRuns(KeptSteps.ids(lead.earlier()))
                .setSold(lead.earlier().sold())
                .setHops(file.hops())
                .build();
    }

    private static boolean isPricedByReply(LeadRun.Asked asked) {
        return asked instanceof LeadRun.Asked.Sale sale && sale.priceFromReply();
    }

    /**
     * What a closed run keeps of which some is uncertain. Nothing that opens the lead's values.
     *
     * @param sequence of the last event in the lead's stream
     */
    static RunState state(UncertainLead left, RunFile file, long sequence) {
        Lead lead = left.lead();
        RunFile.Envelope of = file.envelope();
        return RunState.newBuilder()
                .setAccountId(of.accountId())
                .setLane(of.lane())
                .setCorrelationId(of.correlationId())
                .setTest(of.test())
                .setFlowId(lead.flowId())
                .setFlowVersion(lead.flowVersion())
                .setSourceId(lead.sourceId())
                .setReceivedAt(lead.receivedAt())
                .setRandom(lead.random())
                .setCurrency(file.currency())
                .setWrappedKey(ByteBuffer.allocate(0))
                .setMasterKeyId("")
                .setSequence(sequence)
                .setPosition(0)
                .setStepId("")
                .setEventId(left.sales().getFirst().eventId())
                .setSalePrice(NOTHING)
                .setRevenue(NOTHING)
                .setWaiters(List.of())
                .setReservations(HeldStates.reservations(left.held()))
                .setMarks(HeldStates.marks(left.held()))
                .setUncertain(sales(left.sales()))
                .setCounted(left.counted())
                .setEarlierRuns(KeptSteps.ids(lead.earlier()))
                .setSold(lead.earlier().sold())
                .build();
    }

    static UncertainLead uncertain(UUID leadId, RunState state) {
        return new UncertainLead(
                bareLead(leadId, state),
                state.getCounted(),
                sales(state),
                HeldStates.held(leadId, state));
    }

    private static List<UncertainSale> sales(List<LeadRun.Asked.Sale> sales) {
        return sales.stream()
                .map(sale ->
                        new UncertainSale(
                                sale.stepId(),
                                sale.eventId(),
                                sale.salePrice(),
                                sale.priceFromReply()))
                .toList();
    }

    private static List<LeadRun.Asked.Sale> sales(RunState state) {
        return state.getUncertain().stream()
                .map(sale ->
                        new LeadRun.Asked.Sale(
                                sale.getStepId(),
                                sale.getEventId(),
                                sale.getSalePrice(),
                                sale.getPriceFromReply()))
                .toList();
    }

    private static BigDecimal salePrice(LeadRun.Asked asked) {
        return asked instanceof LeadRun.Asked.Sale sale ? sale.salePrice() : NOTHING;
    }

    private static List<TriedRecipient> tried(LeadRun.Round round) {
        return round.tried().stream()
                .map(tried ->
                        new TriedRecipient(
                                tried.recipientId(), tried.outcome().word(), tried.certain()))
                .toList();
    }

    static RunVars sealed(UUID leadId, DataKey key, byte[] data, LeadRun.Waiting run) {
        Map<String, Map<String, Object>> results = run.progress().results();
        EarlierRuns earlier = run.progress().lead().earlier();
        return new RunVars(
                key.seal(leadId, leadId, "RunVars.data", data),
                results.isEmpty()
                        ? null
                        : key.seal(leadId, leadId, "RunVars.results", Json.bytes(results)),
                run.progress()
                        .lead()
                        .ip()
                        .map(ip -> key.sealText(leadId, leadId, "RunVars.ip", ip))
                        .orElse(null),
                earlier.kept().isEmpty()
                        ? null
                        : key.seal(leadId, leadId, "RunVars.kept", KeptSteps.json(earlier)));
    }

    static byte[] openData(UUID leadId, DataKey key, RunVars sealed) {
        return key.open(leadId, leadId, "RunVars.data", sealed.getData());
    }

    /** The waiting run of a state, with opened variables. */
    static LeadRun.Waiting run(
            UUID leadId, RunState state, byte[] data, DataKey key, RunVars sealed) {
        ByteBuffer results = sealed.getResults();
        Optional<String> ip =
                Optional.ofNullable(sealed.getIp())
                        .map(bytes -> key.open(leadId, leadId, "RunVars.ip", bytes))
                        .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
        ByteBuffer kept = sealed.getKept();
        Map<String, EarlierRuns.Kept> steps =
                kept == null
                        ? Map.of()
                        : KeptSteps.steps(key.open(leadId, leadId, "RunVars.kept", kept));
        return run(
                lead(leadId, state, Json.object(data), ip).after(KeptSteps.of(state, steps)),
                state,
                results == null
                        ? Map.of()
                        : results(key.open(leadId, leadId, "RunVars.results", results)));
    }

    /** The waiting run of a state whose variables are not opened. */
    static LeadRun.Waiting bare(UUID leadId, RunState state) {
        return run(bareLead(leadId, state), state, Map.of());
    }

    private static Lead bareLead(UUID leadId, RunState state) {
        return lead(leadId, state, Map.of(), Optional.empty()).after(KeptSteps.of(state, Map.of()));
    }

    private static Lead lead(
            UUID leadId, RunState state, Map<String, Object> data, Optional<String> ip) {
        return new Lead(
                leadId,
                state.getFlowId(),
                state.getFlowVersion(),
                state.getSourceId(),
                state.getReceivedAt(),
                state.getRandom(),
                state.getTest(),
                data,
                ip);
    }

    private static LeadRun.Waiting run(
            Lead lead, RunState state, Map<String, Map<String, Object>> results) {
        return new LeadRun.Waiting(
                new LeadRun.Progress(
                        lead,
                        state.getPosition(),
                        results,
                        Objects.requireNonNullElse(state.getPrice(), NOTHING),
                        state.getRevenue(),
                        round(state),
                        HeldStates.held(lead.id(), state),
                        sales(state)),
                asked(state));
    }

    private static LeadRun.Asked asked(RunState state) {
        return state.getLookup()
                ? new LeadRun.Asked.Lookup(state.getStepId(), state.getEventId())
                : new LeadRun.Asked.Sale(
                        state.getStepId(),
                        state.getEventId(),
                        state.getSalePrice(),
                        state.getPriceFromReply());
    }

    private static Optional<LeadRun.Round> round(RunState state) {
        return Optional.ofNullable(state.getRoutingStep())
                .map(step ->
                        new LeadRun.Round(
                                step, state.getTried().stream().map(RunStates::tried).toList()));
    }

    private static LeadRun.Tried tried(TriedRecipient tried) {
        return new LeadRun.Tried(
                tried.getStepId(),
                LeadOutcome.of(tried.getOutcome()).orElse(LeadOutcome.ERROR),
                tried.getCertain());
    }

    @SuppressWarnings("unchecked") // a JSON object has text keys
    private static Map<String, Map<String, Object>> results(byte[] json) {
        Map<String, Map<String, Object>> results = new LinkedHashMap<>();
        Json.object(json)
                .forEach((step, result) -> results.put(step, (Map<String, Object>) result));
        return results;
    }
}
