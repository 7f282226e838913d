package io.waybill.partner.store;

import io.smallrye.mutiny.Uni;
import io.waybill.schemas.OutboundRecord;
import io.waybill.servicekit.store.ReactiveEvents;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** One transaction, and the events that it has written so far. */
public final class Writing {

    private final Mutiny.Session session;
    private final Instant now;
    private final List<OutboundRecord> events = new ArrayList<>();

    Writing(Mutiny.Session session, Instant now) {
        this.session = session;
        this.now = now;
    }

    public Mutiny.Session session() {
        return session;
    }

    /** The moment at which everything in this transaction happens. */
    public Instant now() {
        return now;
    }

    /** Rows first: what they refuse, as a taken address, is told in its own words. */
    public Uni<Void> append(UUID stream, long version, List<OutboundRecord> records) {
        if (records.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return session.flush()
                .chain(() -> ReactiveEvents.append(session, stream, version, records))
                .invoke(() -> events.addAll(records));
    }

    /** For topics that are no ledgers. */
    public Uni<Void> request(List<OutboundRecord> records) {
        return records.isEmpty()
                ? Uni.createFrom().voidItem()
                : ReactiveEvents.enqueue(session, records);
    }

    List<OutboundRecord> events() {
        return List.copyOf(events);
    }
}
