package io.waybill.flowengine.leadrun.kafka;

import io.waybill.eventsourcing.Cause;
import io.waybill.eventsourcing.TimeOrderedIds;
import io.waybill.flowengine.leadrun.EarlierRuns;
import io.waybill.flowengine.leadrun.kafka.v1.ParkedRequest;
import io.waybill.flowengine.leadrun.kafka.v1.RunState;
import io.waybill.flowengine.leadrun.kafka.v1.RunVars;
import io.waybill.flowengine.leadrun.kafka.v1.Waiter;
import io.waybill.schemas.Records;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Runs that wait (stores run and vars), requests that wait for what the lane has not seen yet, and
 * what closed runs keep because nobody knows what became of a sale: {@code h/<run id>}, with {@code
 * g/<end>/<run id>} in the order in which they are forgotten, and {@code q/<run id>/<event id>}
 * what became known of a sale before its run was closed. What a linked run leaves uncertain stands
 * with that of the run before: {@code j/<run id>} says with which; {@code k/<run id>} that a later
 * run of the lead is under way.
 */
final class RunStore {

    private static final AvroState<RunState> STATES =
            new AvroState<>(
                    RunState.class, RunState.createDecoder(new SupersededState(RunState.class, 3)));
    private static final AvroState<RunVars> VARS =
            new AvroState<>(
                    RunVars.class, RunVars.createDecoder(new SupersededState(RunVars.class, 1)));
    private static final AvroState<ParkedRequest> PARKED =
            new AvroState<>(ParkedRequest.class, ParkedRequest.getDecoder());
    private static final StringSerializer KEYS = new StringSerializer();
    private static final String RUN_PREFIX = "r/";
    private static final String UNCERTAIN_PREFIX = "h/";
    private static final String END_PREFIX = "g/";
    private static final String EARLY_PREFIX = "q/";
    private static final String JOINED_PREFIX = "j/";
    private static final String UNDER_WAY_PREFIX = "k/";
    private static final byte[] MARK = {1};
    private static final int MOST_EARLY = 1_000;
    private static final String FIRST_PARKED = "p/";
    private static final int MOST_WAITERS = 200;

    private final KeyValueStore<String, byte[]> runs;
    private final KeyValueStore<String, byte[]> vars;
    private String looked = FIRST_PARKED;
    private String lookedEarly = EARLY_PREFIX;

    RunStore(KeyValueStore<String, byte[]> runs, KeyValueStore<String, byte[]> vars) {
        this.runs = runs;
        this.vars = vars;
    }

    Optional<RunState> find(UUID leadId) {
        return Optional.ofNullable(STATES.read(runs.get(runKey(leadId))));
    }

    void put(UUID leadId, RunState state) {
        runs.put(runKey(leadId), STATES.bytes(state));
    }

    void putVars(UUID leadId, RunVars sealed) {
        vars.put(varsKey(leadId), VARS.bytes(sealed));
    }

    void forget(UUID leadId) {
        runs.delete(runKey(leadId));
        vars.delete(varsKey(leadId));
    }

    @Nullable RunVars vars(UUID leadId) {
        return VARS.read(vars.get(varsKey(leadId)));
    }

    /** Up to {@code most} runs of leads that came before: ids of leads are in order of time. */
    Map<UUID, RunState> cameBefore(Instant time, int most) {
        Map<UUID, RunState> found = new LinkedHashMap<>();
        try (KeyValueIterator<String, byte[]> waiting = runs.prefixScan(RUN_PREFIX, KEYS)) {
            while (waiting.hasNext() && found.size() < most) {
                KeyValue<String, byte[]> run = waiting.next();
                UUID leadId = UUID.fromString(run.key.substring(RUN_PREFIX.length()));
                if (!TimeOrderedIds.mintedAt(leadId).isBefore(time)) {
                    break;
                }
                found.put(leadId, Objects.requireNonNull(STATES.read(run.value)));
            }
        }
        return found;
    }

    /** What a closed run keeps because nobody knows what became of a sale. */
    Optional<RunState> uncertain(UUID leadId) {
        return Optional.ofNullable(STATES.read(runs.get(UNCERTAIN_PREFIX + leadId)));
    }

    /**
     * Keeps it, or something else in its place.
     *
     * @param until when it is forgotten; null where it is kept already
     */
    void putUncertain(UUID leadId, RunState state, @Nullable Instant until) {
        runs.put(UNCERTAIN_PREFIX + leadId, STATES.bytes(state));
        if (until != null) {
            runs.put(END_PREFIX + "%016x/".formatted(until.toEpochMilli()) + leadId, MARK);
        }
    }

    /** Nothing is uncertain any more. The mark of its end goes with its time. */
    void forgetUncertain(UUID leadId) {
        runs.delete(UNCERTAIN_PREFIX + leadId);
    }

    /** Forgets up to {@code most} of those that end by then. */
    void expireUncertain(Instant now, int most) {
        List<String> ended = new ArrayList<>();
        String last = END_PREFIX + "%016x0".formatted(now.toEpochMilli());
        // '0' is what comes after '/'.
        try (KeyValueIterator<String, byte[]> ends = runs.range(END_PREFIX, last)) {
            while (ends.hasNext() && ended.size() < most) {
                ended.add(ends.next().key);
            }
        }
        for (String end : ended) {
            String run = end.substring(end.lastIndexOf('/') + 1);
            runs.delete(UNCERTAIN_PREFIX + run);
            runs.delete(JOINED_PREFIX + run);
            runs.delete(end);
        }
    }

    /** With which run stands what a run left uncertain: itself, or one before. */
    UUID keeperOf(UUID runId) {
        byte[] keeper = runs.get(JOINED_PREFIX + runId);
        return keeper == null
                ? runId
                : UUID.fromString(new String(keeper, StandardCharsets.US_ASCII));
    }

    /** The run with which stands what the earlier ones of a lead left uncertain, if anything. */
    Optional<UUID> keeper(EarlierRuns earlier) {
        return earlier.ids().stream()
                .filter(id -> runs.get(UNCERTAIN_PREFIX + id) != null)
                .findFirst();
    }

    /** What a run leaves uncertain stands with that of an earlier one of its lead. */
    void putJoined(UUID runId, UUID keeper, Instant until) {
        runs.put(JOINED_PREFIX + runId, keeper.toString().getBytes(StandardCharsets.US_ASCII));
        runs.put(END_PREFIX + "%016x/".formatted(until.toEpochMilli()) + runId, MARK);
    }

    /** A later run of the lead is under way, or not any more. */
    void putUnderWay(UUID keeper, boolean isUnderWay) {
        if (isUnderWay) {
            runs.put(UNDER_WAY_PREFIX + keeper, MARK);
        } else {
            runs.delete(UNDER_WAY_PREFIX + keeper);
        }
    }

    /** Whether the run, or a later one of its lead, goes on: what becomes known then waits. */
    boolean isUnderWay(UUID runId) {
        return runs.get(runKey(runId)) != null
                || runs.get(UNDER_WAY_PREFIX + keeperOf(runId)) != null;
    }

    /**
     * Keeps what became known of a sale while its lead is under way.
     *
     * @param eventId of the delivery
     */
    void keepEarly(UUID runId, UUID eventId, SpecificRecord known) {
        runs.put(EARLY_PREFIX + runId + "/" + eventId, Records.encode(known));
    }

    /**
     * Takes out what became known of sales of leads of which no run is under way any more. Each
     * call looks behind the last one that the call before had looked at, as {@link #unparkNext}.
     */
    List<byte[]> takeEarly() {
        List<byte[]> taken = new ArrayList<>();
        // '0' is what comes after '/', and '!' before all that a key goes on with.
        List<KeyValue<String, byte[]>> next = parked(runs.range(lookedEarly, "q0"), MOST_EARLY);
        lookedEarly = next.size() < MOST_EARLY ? EARLY_PREFIX : next.getLast().key + "!";
        for (KeyValue<String, byte[]> early : next) {
            String lead = early.key.substring(EARLY_PREFIX.length(), early.key.lastIndexOf('/'));
            if (!isUnderWay(UUID.fromString(lead))) {
                runs.delete(early.key);
                taken.add(early.value);
            }
        }
        return taken;
    }

    /** One more call waits for the answer; the oldest of very many gives way. */
    static RunState waitedForBy(RunState state, Waiter waiter) {
        List<Waiter> waiters = new ArrayList<>(state.getWaiters());
        if (waiters.size() == MOST_WAITERS) {
            waiters.removeFirst();
        }
        waiters.add(waiter);
        return RunState.newBuilder(state).setWaiters(waiters).build();
    }

    /**
     * Keeps a request until what it waits for is seen.
     *
     * @param awaited what it waits for, as {@code f/<flow id>}
     */
    void park(String awaited, Arrival arrival) {
        Cause cause = arrival.cause();
        long offset = Objects.requireNonNull(cause.offset());
        ParkedRequest parked =
                new ParkedRequest(
                        Objects.requireNonNull(cause.topic()),
                        Objects.requireNonNull(cause.partition()),
                        offset,
                        arrival.traceparent(),
                        ByteBuffer.wrap(Records.encode(arrival.request())));
        runs.put(parkedKey(awaited, offset), PARKED.bytes(parked));
    }

    /** Takes out up to {@code most} requests that waited for this, in the order of their coming. */
    List<ParkedRequest> unpark(String awaited, int most) {
        return takeOut(parked(runs.prefixScan("p/" + awaited + "/", KEYS), most));
    }

    /**
     * Takes out up to {@code most} requests, whatever they wait for. Each call looks behind the
     * last one that the call before had looked at, and begins anew at the end: those that still
     * have to wait hide nobody.
     */
    List<ParkedRequest> unparkNext(int most) {
        // '0' is what comes after '/', and '!' before all that a key goes on with.
        List<KeyValue<String, byte[]>> next = parked(runs.range(looked, "p0"), most);
        looked = next.size() < most ? FIRST_PARKED : next.getLast().key + "!";
        return takeOut(next);
    }

    private static List<KeyValue<String, byte[]>> parked(
            KeyValueIterator<String, byte[]> from, int most) {
        List<KeyValue<String, byte[]>> found = new ArrayList<>();
        try (from) {
            while (from.hasNext() && found.size() < most) {
                found.add(from.next());
            }
        }
        return found;
    }

    private List<ParkedRequest> takeOut(List<KeyValue<String, byte[]>> found) {
        List<ParkedRequest> requests = new ArrayList<>();
        for (KeyValue<String, byte[]> parked : found) {
            runs.delete(parked.key);
            requests.add(Objects.requireNonNull(PARKED.read(parked.value)));
        }
        return requests;
    }

    /** Whether the request of that place waits for this. */
    boolean isParked(String awaited, long offset) {
        return runs.get(parkedKey(awaited, offset)) != null;
    }

    private static String parkedKey(String awaited, long offset) {
        return "p/%s/%016x".formatted(awaited, offset);
    }

    private static String runKey(UUID leadId) {
        return RUN_PREFIX + leadId;
    }

    private static String varsKey(UUID leadId) {
        return "v/" + leadId;
    }
}
