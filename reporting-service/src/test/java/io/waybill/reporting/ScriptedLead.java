package io.waybill.reporting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.waybill.delivery.v1.AttemptOutcome;
import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.eventsourcing.sealing.WrappedKey;
import io.waybill.flow.v1.DeliveryRequested;
import io.waybill.flow.v1.DuplicateKeySeen;
import io.waybill.flow.v1.FilterPassed;
import io.waybill.flow.v1.FilterStopped;
import io.waybill.flow.v1.LeadAccepted;
import io.waybill.flow.v1.LeadClosed;
import io.waybill.flow.v1.LeadCompleted;
import io.waybill.flow.v1.LeadKeyErased;
import io.waybill.flow.v1.LeadKeyLive;
import io.waybill.flow.v1.LeadReceived;
import io.waybill.flow.v1.LeadRefused;
import io.waybill.flow.v1.StepSettled;
import io.waybill.flow.v1.StepSkipped;
import io.waybill.meta.v1.EventMeta;
import io.waybill.meta.v1.Outcome;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One lead of a {@link ScriptedLedger}; each call adds what the services would have written. */
public final class ScriptedLead {

    static final BigDecimal SALE = new BigDecimal("12.5000");
    static final BigDecimal PURCHASE = new BigDecimal("4.0000");
    private static final BigDecimal NOTHING = new BigDecimal("0.0000");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ScriptedLedger ledger;
    private final String name;
    private final UUID source;
    private final boolean test;
    private final DataKey key = DataKey.random();
    private final Map<String, Object> more = new TreeMap<>();
    final ScriptedDelivery delivery = new ScriptedDelivery(this);
    private Instant now;
    private long leadSequence;
    private boolean sold;
    private List<String> earlier = List.of();

    ScriptedLead(ScriptedLedger ledger, String name, String source, Instant at, boolean test) {
        this.ledger = ledger;
        this.name = name;
        this.source = ledger.source(source);
        this.test = test;
        this.now = at;
    }

    public UUID id() {
        return ledger.id(name);
    }

    public UUID eventId() {
        return ledger.id(name + " delivery");
    }

    ScriptedLedger ledger() {
        return ledger;
    }

    UUID source() {
        return source;
    }

    Instant now() {
        return now;
    }

    /** Metadata of the lead's next record on a stream, some time later. */
    EventMeta meta(UUID stream, String of, long sequence, Duration later) {
        now = now.plus(later).plusNanos(1_000);
        return ledger.meta(stream, name + of, sequence, now, test);
    }

    /** A field that the submission has beside the usual ones. */
    ScriptedLead saying(String field, String value) {
        more.put(field, value);
        return this;
    }

    /** It is a later run of a lead. */
    ScriptedLead runOf(ScriptedLead first) {
        earlier = List.of(first.id().toString());
        return this;
    }

    ScriptedLead received() {
        WrappedKey wrapped = ledger.masterKeys().wrap(key);
        ledger.add(
                id().toString(),
                LeadKeyLive.newBuilder()
                        .setMeta(ledger.meta(id(), name + " key", 1, now, test))
                        .setWrappedKey(wrapped.bytes())
                        .setMasterKeyId(wrapped.masterKeyId())
                        .build());
        EventMeta meta = onLead();
        ledger.add(
                id().toString(),
                LeadReceived.newBuilder()
                        .setMeta(meta)
                        .setFlowId(ledger.flow())
                        .setFlowVersion(1)
                        .setSourceId(source)
                        .setReceivedAt(now)
                        .setRandom(42)
                        .setIdempotencyKeyHash(null)
                        .setEarlierRuns(earlier)
                        .setData(sealed(meta, "LeadReceived.data", json()))
                        .build());
        return this;
    }

    ScriptedLead accepted() {
        ledger.add(id().toString(), LeadAccepted.newBuilder().setMeta(onLead()).build());
        return this;
    }

    ScriptedLead refused(String reason) {
        EventMeta meta = onLead();
        ledger.add(
                id().toString(),
                LeadRefused.newBuilder()
                        .setMeta(meta)
                        .setRule("0.1")
                        .setReason(sealed(meta, "LeadRefused.reason", reason))
                        .build());
        return this;
    }

    ScriptedLead filterPassed() {
        ledger.add(
                id().toString(),
                FilterPassed.newBuilder()
                        .setMeta(onLead())
                        .setStepId(ScriptedLedger.FILTER)
                        .build());
        return this;
    }

    ScriptedLead filterStopped(String reason) {
        EventMeta meta = onLead();
        ledger.add(
                id().toString(),
                FilterStopped.newBuilder()
                        .setMeta(meta)
                        .setStepId(ScriptedLedger.FILTER)
                        .setRule("0")
                        .setOutcome(Outcome.FAILURE)
                        .setReason(sealed(meta, "FilterStopped.reason", reason))
                        .build());
        return this;
    }

    ScriptedLead skipped() {
        ledger.add(
                id().toString(),
                StepSkipped.newBuilder()
                        .setMeta(onLead())
                        .setStepId(ScriptedLedger.BUYER)
                        .setCode("disabled")
                        .setReason(null)
                        .build());
        return this;
    }

    ScriptedLead requested() {
        ledger.add(
                id().toString(),
                DeliveryRequested.newBuilder()
                        .setMeta(onLead())
                        .setStepId(ScriptedLedger.BUYER)
                        .setEventId(eventId())
                        .setRun(1)
                        .setSettleWithinMillis(30_000)
                        .setSalePrice(SALE)
                        .setCurrency("USD")
                        .build());
        delivery.accepted();
        return this;
    }

    ScriptedLead settled(Outcome outcome, boolean certain) {
        sold = outcome == Outcome.SUCCESS;
        delivery.settled(outcome, certain);
        EventMeta lead = onLead();
        ledger.add(
                id().toString(),
                StepSettled.newBuilder()
                        .setMeta(lead)
                        .setStepId(ScriptedLedger.BUYER)
                        .setEventId(eventId())
                        .setOutcome(outcome)
                        .setCertain(certain)
                        .setReason(sealed(lead, "StepSettled.reason", "settled so"))
                        .setRevenue(sold ? SALE : NOTHING)
                        .setCurrency("USD")
                        .build());
        return this;
    }

    ScriptedLead completed(Outcome outcome, @Nullable String decidedBy, @Nullable String reason) {
        EventMeta meta = onLead();
        ledger.add(
                id().toString(),
                LeadCompleted.newBuilder()
                        .setMeta(meta)
                        .setOutcome(outcome)
                        .setDecidedBy(decidedBy)
                        .setReason(
                                reason == null
                                        ? null
                                        : sealed(meta, "LeadCompleted.reason", reason))
                        .setPrice(outcome == Outcome.SUCCESS ? PURCHASE : NOTHING)
                        .setRevenue(sold ? SALE : NOTHING)
                        .setCurrency("USD")
                        .build());
        return this;
    }

    ScriptedLead closed() {
        ledger.add(id().toString(), LeadClosed.newBuilder().setMeta(onLead()).build());
        return this;
    }

    /** What had settled without certainty is known; the engine counts nothing where it is null. */
    ScriptedLead reconciled(Outcome outcome, @Nullable BigDecimal revenue) {
        delivery.reconciled(outcome);
        if (revenue != null) {
            delivery.saleReconciled(onLead(), outcome, revenue);
        }
        return this;
    }

    /** Its source sent it again; the id that intake gave to that call. */
    UUID repeated() {
        UUID call = UUID.randomUUID();
        EventMeta meta = meta(call, " again", 1, Duration.ZERO);
        ledger.add(
                call.toString(),
                DuplicateKeySeen.newBuilder()
                        .setMeta(meta)
                        .setFirstLeadId(id())
                        .setSameRequest(true)
                        .build());
        return call;
    }

    ScriptedLead attempt(int number, AttemptOutcome outcome, @Nullable Integer status) {
        delivery.attempt(number, outcome, status);
        return this;
    }

    public ScriptedLead feedback(String type, String reason) {
        delivery.feedback(type, reason);
        return this;
    }

    /** The person is forgotten. */
    public ScriptedLead erased() {
        ledger.add(
                id().toString(),
                LeadKeyErased.newBuilder()
                        .setMeta(ledger.meta(id(), name + " key", 2, now, test))
                        .setErasedAt(now)
                        .setRequestId(ledger.id(name + " erasure"))
                        .build());
        return this;
    }

    private EventMeta onLead() {
        return meta(id(), "", ++leadSequence, Duration.ZERO);
    }

    ByteBuffer sealed(EventMeta meta, String field, String clear) {
        return key.sealText(meta.getStreamId(), meta.getRecordId(), field, clear);
    }

    private String json() {
        try {
            Map<String, Object> data = new TreeMap<>(ScriptedLedger.person(name));
            data.putAll(more);
            return JSON.writeValueAsString(data);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
