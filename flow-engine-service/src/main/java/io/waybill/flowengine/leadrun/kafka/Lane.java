package io.waybill.flowengine.leadrun.kafka;

import io.waybill.delivery.v1.DeliveryReconciled;
import io.waybill.delivery.v1.DeliverySettled;
import io.waybill.eventsourcing.Cause;
import io.waybill.eventsourcing.sealing.MasterKeyMissing;
import io.waybill.flow.v1.FlowLive;
import io.waybill.flow.v1.FlowVersionPublished;
import io.waybill.flow.v1.Ping;
import io.waybill.flow.v1.RecipientHistory;
import io.waybill.flow.v1.SubmitLead;
import io.waybill.flow.v1.Tick;
import io.waybill.flowengine.leadrun.kafka.LaneProcessor.Parts;
import io.waybill.flowengine.leadrun.kafka.v1.ParkedRequest;
import io.waybill.flowengine.leadrun.kafka.v1.RunState;
import io.waybill.meta.v1.EventMeta;
import io.waybill.partner.v1.AccountHmacKey;
import io.waybill.schemas.Decoded;
import io.waybill.schemas.RecordDecoder;
import io.waybill.schemas.Records;
import io.waybill.schemas.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The one writer of the lanes of a partition: takes each record in order, and what it leads to is
 * written in one transaction with the record's offset. A decision that throws is caught here, once,
 * and ends its lead with an error; what a store or the broker throws goes on to Streams, which
 * begins again from the last commit.
 */
final class Lane {

    private static final RecordDecoder DECODER = new RecordDecoder();
    private static final Duration LONGEST_RUN = Duration.ofHours(72);
    private static final Duration LONGEST_PARKED = Duration.ofHours(1);
    // Records may be older than the last tick: parked requests, and settlements on their way.
    private static final Duration COUNTERS_OUTLIVE = LONGEST_PARKED.plusMinutes(10);
    private static final int UNPARKED_AT_ONCE = 200;
    private static final int EXPIRED_IN_A_TICK = 1_000;
    private static final int EXPIRED_BESIDE_A_LEAD = 4;

    private final ProcessorContext<Object, Object> context;
    private final Parts parts;
    private final LaneStores stores;
    private final Submissions submissions;
    private final Pings pings;
    private final Settlements settlements;
    private final Reconciliations reconciliations;
    private final DefinitionFeed feed;
    private final Heartbeat heartbeat;
    private final Checkpoints checkpoints;
    private final Queue<String> leftParked = new ArrayDeque<>();
    private Instant lastTick = Instant.EPOCH;
    private boolean expiryIsBehind;

    Lane(ProcessorContext<Object, Object> context, Parts parts) {
        this.context = context;
        this.parts = parts;
        stores =
                new LaneStores(
                        new RunStore(store(LaneTopology.RUN), store(LaneTopology.VARS)),
                        new SeenStore(store(LaneTopology.SEEN)),
                        new DefinitionStore(store(LaneTopology.DEFINITION)),
                        new CounterStore(store(LaneTopology.COUNTER)),
                        new ListStore(store(LaneTopology.LIST)),
                        new HistoryStore(store(LaneTopology.LIST)),
                        new ConnectionStore(store(LaneTopology.DEFINITION)));
        submissions = new Submissions(stores, parts.decider(), parts.masterKeys());
        pings = new Pings(stores, parts.masterKeys());
        settlements = new Settlements(stores, parts.decider(), parts.masterKeys());
        reconciliations = new Reconciliations(stores);
        feed = new DefinitionFeed(stores.definitions(), stores.counters());
        List<KeyValueStore<String, byte[]>> all = new ArrayList<>();
        LaneTopology.STORES.forEach(name -> all.add(store(name)));
        heartbeat = new Heartbeat(all);
        checkpoints =
                new Checkpoints(store(LaneTopology.COUNTER), stores, context.taskId().partition());
    }

    private KeyValueStore<String, byte[]> store(String name) {
        return context.getStateStore(name);
    }

    void handle(SpecificRecord event, Record<byte[], @Nullable Decoded> record) {
        Cause cause = cause(Records.meta(event));
        String traceparent = Trace.of(record.headers());
        switch (event) {
            case SubmitLead request -> submit(new Arrival(request, cause, traceparent), record);
            case Ping ping -> answer(ping, cause, traceparent, record);
            case DeliverySettled settled -> settle(settled, cause, traceparent, record);
            case DeliveryReconciled known ->
                    apply(reconciliations.handle(known, cause), traceparent, record);
            case FlowVersionPublished published -> {
                apply(feed.published(published, cause), traceparent, record);
                unpark(DefinitionFeed.flow(published.getFlowId()), record);
            }
            case FlowLive live -> {
                apply(feed.live(live, cause), traceparent, record);
                unpark(DefinitionFeed.flow(live.getFlowId()), record);
            }
            case AccountHmacKey key -> {
                stores.definitions().putHmacKey(key);
                unpark(DefinitionFeed.accountKey(key.getMeta().getAccountId()), record);
            }
            case RecipientHistory told -> stores.histories().take(told);
            case Tick tick -> tick(tick.getMeta().getOccurredAt(), cause, traceparent, record);
            default -> stores.take(event).ifPresent(awaited -> unpark(awaited, record));
        }
        String left = leftParked.poll();
        if (left != null) {
            unpark(left, record);
        }
    }

    /** The message as it came, for people to look at; the lane goes on. */
    void setAside(Record<byte[], @Nullable Decoded> record, Decoded.Undecodable bad) {
        setAside(record, bad.bytes(), bad.why());
    }

    private void setAside(Record<byte[], ?> record, byte[] bytes, String why) {
        Topic topic = Topic.named(metadata().topic()).orElseThrow();
        parts.observer().setAside(topic, why);
        context.forward(record.withValue(bytes), LaneTopology.DEAD_LETTERS);
    }

    private void submit(Arrival arrival, Record<byte[], @Nullable Decoded> record) {
        if (submissions.cameBefore(arrival)) {
            return;
        }
        Optional<String> awaited = submissions.awaited(arrival);
        boolean waitedTooLong = arrival.at().isBefore(lastTick.minus(LONGEST_PARKED));
        if (awaited.isPresent() && !waitedTooLong) {
            stores.runs().park(awaited.get(), arrival);
            return;
        }
        UUID leadId = arrival.leadId();
        Effects effects;
        try {
            effects =
                    decided(
                            leadId,
                            () -> submissions.handle(arrival),
                            () -> submissions.fail(arrival));
        } catch (MasterKeyMissing notThisLeadsFault) {
            throw notThisLeadsFault;
        } catch (RuntimeException hopeless) {
            parts.observer().failed(leadId, hopeless);
            setAside(record, Records.encode(arrival.request()), "no run could be made of it");
            return;
        }
        apply(effects, arrival.traceparent(), record);
        if (expiryIsBehind) {
            expire(arrival.at(), EXPIRED_BESIDE_A_LEAD);
        }
    }

    private void answer(
            Ping ping,
            Cause cause,
            @Nullable String traceparent,
            Record<byte[], @Nullable Decoded> record) {
        UUID id = ping.getMeta().getStreamId();
        Effects effects =
                decided(id, () -> pings.handle(ping, cause), () -> pings.fail(ping, cause));
        apply(effects, traceparent, record);
    }

    private void settle(
            DeliverySettled settled,
            Cause cause,
            @Nullable String traceparent,
            Record<byte[], @Nullable Decoded> record) {
        Optional<RunState> waiting = settlements.waiting(settled);
        if (waiting.isEmpty()) {
            apply(reconciliations.late(settled, cause), traceparent, record);
            return;
        }
        RunState state = waiting.get();
        apply(
                decided(
                        settled.getLeadId(),
                        () -> settlements.handle(settled, state, cause),
                        () -> settlements.fail(settled, state, cause)),
                traceparent,
                record);
    }

    /**
     * The one place where a decision that throws is caught. A master key that this instance lacks
     * is its operator's mistake, not the lead's: the lane stands still until the key is there.
     */
    private Effects decided(UUID leadId, Supplier<Effects> decide, Supplier<Effects> fail) {
        try {
            return decide.get();
        } catch (MasterKeyMissing notThisLeadsFault) {
            throw notThisLeadsFault;
        } catch (RuntimeException | StackOverflowError cannotDecide) {
            parts.observer().failed(leadId, cannotDecide);
            return fail.get();
        }
    }

    /** A bounded number; what is left is taken beside the next records. */
    private void unpark(String awaited, Record<byte[], @Nullable Decoded> record) {
        List<ParkedRequest> some = stores.runs().unpark(awaited, UNPARKED_AT_ONCE);
        submit(some, record);
        if (some.size() == UNPARKED_AT_ONCE
                && !stores.runs().isParked(awaited, some.getFirst().getOffset())) {
            leftParked.add(awaited);
        }
    }

    private void submit(List<ParkedRequest> some, Record<byte[], @Nullable Decoded> record) {
        for (ParkedRequest parked : some) {
            byte[] bytes = new byte[parked.getRequest().remaining()];
            parked.getRequest().duplicate().get(bytes);
            if (DECODER.decode(null, null, bytes) instanceof Decoded.Event(SubmitLead request)) {
                Cause cause =
                        Cause.at(
                                request.getMeta(),
                                parked.getTopic(),
                                parked.getPartition(),
                                parked.getOffset());
                submit(new Arrival(request, cause, parked.getTraceparent()), record);
            } else {
                setAside(record, bytes, "a parked request that cannot be read");
            }
        }
    }

    private void tick(
            Instant now,
            Cause cause,
            @Nullable String traceparent,
            Record<byte[], @Nullable Decoded> record) {
        lastTick = now;
        checkpoints.tick();
        expire(now, EXPIRED_IN_A_TICK);
        submit(stores.runs().unparkNext(UNPARKED_AT_ONCE), record);
        Effects effects = new Effects(cause);
        settlements.expire(effects, now.minus(LONGEST_RUN), EXPIRED_IN_A_TICK);
        apply(effects, traceparent, record);
        reconciliations.early(known -> apply(known, traceparent, record));
        stores.runs().expireUncertain(now, EXPIRED_IN_A_TICK);
        heartbeat.beat(now);
    }

    private void expire(Instant now, int most) {
        Instant ended = now.minus(COUNTERS_OUTLIVE);
        checkpoints.expired(ended);
        int seen = stores.seen().expire(now, most);
        int counters = stores.counters().expire(ended, most);
        int entries = stores.lists().expire(most);
        expiryIsBehind = seen == most || counters == most || entries == most;
    }

    private void apply(
            Effects effects,
            @Nullable String traceparent,
            Record<byte[], @Nullable Decoded> record) {
        checkpoints.apply(effects, sent -> forward(sent, traceparent, record));
    }

    private void forward(
            Effects.Sent sent,
            @Nullable String traceparent,
            Record<byte[], @Nullable Decoded> record) {
        Trace.goOn(traceparent, sent.headers());
        context.forward(
                new Record<Object, Object>(
                        sent.key(), sent.outgoing(), record.timestamp(), sent.headers()),
                LaneTopology.sinkName(sent.topic()));
    }

    private Cause cause(EventMeta meta) {
        RecordMetadata at = metadata();
        return Cause.at(meta, at.topic(), at.partition(), at.offset());
    }

    private RecordMetadata metadata() {
        return context.recordMetadata().orElseThrow();
    }
}
