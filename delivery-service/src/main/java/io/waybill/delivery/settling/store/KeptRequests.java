package io.waybill.delivery.settling.store;

import io.waybill.delivery.transport.Prepared;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What was rendered when its request came in, for those that wait a moment for their turn. A part
 * of the memory only, and for a while only, since destinations and their credentials change: all
 * others are read from their row and rendered again.
 */
final class KeptRequests {

    private static final Duration FRESH = Duration.ofSeconds(10);

    private final long most;
    private final LongSupplier nanos;
    private final AtomicLong bytes = new AtomicLong();

    /**
     * @param size about, of what it was rendered from, in bytes
     * @param since by a clock that never goes back
     */
    record Kept(Prepared prepared, int size, long since) {}

    /**
     * @param most how many bytes are kept at most, about
     * @param nanos a clock that never goes back
     */
    KeptRequests(long most, LongSupplier nanos) {
        this.most = most;
        this.nanos = nanos;
    }

    void keep(Consignment consignment, Prepared prepared, int size) {
        if (bytes.get() + size <= most) {
            bytes.addAndGet(size);
            consignment.kept(new Kept(prepared, size, nanos.getAsLong()));
        }
    }

    /** Forgets it where it has waited for long. Before its start is written. */
    void forgetStale(Consignment consignment) {
        Kept kept = consignment.kept();
        if (kept != null && nanos.getAsLong() - kept.since() > FRESH.toNanos()) {
            take(consignment);
        }
    }

    /** What is kept for it, to be sent now; null where nothing is. */
    @Nullable Prepared take(Consignment consignment) {
        Kept kept = consignment.takeKept();
        if (kept == null) {
            return null;
        }
        bytes.addAndGet(-kept.size());
        return kept.prepared();
    }
}
