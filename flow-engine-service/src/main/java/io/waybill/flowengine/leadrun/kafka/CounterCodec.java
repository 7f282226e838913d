package io.waybill.flowengine.leadrun.kafka;

import io.waybill.flowengine.counter.CounterLine;
import io.waybill.flowengine.counter.CounterState;
import io.waybill.flowengine.counter.DuplicateEntry;
import io.waybill.flowengine.counter.Tally;
import io.waybill.flowengine.counter.Window;
import io.waybill.flowengine.leadrun.kafka.v1.CapCount;
import io.waybill.flowengine.leadrun.kafka.v1.KnownLead;
import io.waybill.flowengine.leadrun.kafka.v1.TallyCount;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;

/** Keys and values of counters as they stand in their store. */
final class CounterCodec {

    static final String CAP = "c/";
    static final String DEFINITION = "i/";
    static final String TALLY = "t/";
    static final String DUPLICATE = "d/";
    static final String SHARE = "s/";

    private static final AvroState<CapCount> CAPS =
            new AvroState<>(CapCount.class, CapCount.getDecoder());
    private static final AvroState<TallyCount> TALLIES =
            new AvroState<>(TallyCount.class, TallyCount.getDecoder());
    private static final AvroState<KnownLead> DUPLICATES =
            new AvroState<>(KnownLead.class, KnownLead.getDecoder());

    private CounterCodec() {}

    static byte[] bytes(CounterState state) {
        return CAPS.bytes(
                new CapCount(
                        state.window().from(),
                        state.window().until(),
                        state.count(),
                        state.reserved()));
    }

    static CounterState counter(byte[] bytes) {
        CapCount cap = Objects.requireNonNull(CAPS.read(bytes));
        return new CounterState(
                new Window(cap.getWindowFrom(), cap.getWindowUntil()),
                cap.getCount(),
                cap.getReserved());
    }

    static byte[] bytes(Tally tally) {
        return TALLIES.bytes(new TallyCount(tally.count(), tally.money()));
    }

    static Tally tally(byte[] bytes) {
        TallyCount tally = Objects.requireNonNull(TALLIES.read(bytes));
        return new Tally(tally.getCount(), tally.getMoney());
    }

    static byte[] bytes(DuplicateEntry entry) {
        return DUPLICATES.bytes(new KnownLead(entry.leadId(), entry.at(), entry.until()));
    }

    static DuplicateEntry duplicate(byte[] bytes) {
        KnownLead known = Objects.requireNonNull(DUPLICATES.read(bytes));
        return new DuplicateEntry(known.getLeadId(), known.getAt(), known.getUntil());
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    static byte[] bytes(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    static long number(byte[] bytes) {
        return ByteBuffer.wrap(bytes).getLong();
    }

    /** In the order of numbers; they are never negative. */
    static String sortable(long number) {
        return HexFormat.of().toHexDigits(number);
    }

    /** When what stands under a key ends, of the kinds that do. */
    static Instant until(String key, byte[] value) {
        return switch (key.substring(0, 2)) {
            case CAP -> counter(value).window().until();
            case TALLY -> new Tally.Bucket(bucket(key)).keptUntil();
            case DUPLICATE -> duplicate(value).until();
            default -> Instant.MAX;
        };
    }

    private static long bucket(String key) {
        return Long.parseLong(key.substring(key.lastIndexOf('/') + 1), 16);
    }

    /** The counter that stands under a key, to be compared. */
    static CounterLine line(String key, byte[] value) {
        String rest = key.substring(2);
        return switch (key.substring(0, 2)) {
            case CAP -> CounterLine.of(rest, counter(value));
            case DEFINITION -> CounterLine.ofDefinition(rest, text(value));
            case TALLY ->
                    CounterLine.of(
                            rest.substring(0, rest.lastIndexOf('/')), bucket(key), tally(value));
            case DUPLICATE -> CounterLine.of(rest, duplicate(value));
            case SHARE -> {
                int end = rest.lastIndexOf('/');
                yield CounterLine.ofShare(
                        rest.substring(0, end), rest.substring(end + 1), number(value));
            }
            default -> throw new IllegalStateException("In store counter: " + key);
        };
    }
}
