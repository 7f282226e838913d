package io.waybill.partner.store;

import io.smallrye.mutiny.Uni;
import io.waybill.eventsourcing.store.StaleVersion;
import io.waybill.partner.account.store.Published;
import io.waybill.schemas.OutboundRecord;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Runs work on several streams in one transaction, again where somebody else was faster. When the
 * Uni completes, all of it has been committed and this instance knows what happened; the other
 * services learn it from Kafka.
 */
@Singleton
public final class Transactions {

    private static final int RETRIES = 5;

    private final Mutiny.SessionFactory sessions;
    private final Published published;
    private final InstantSource clock;

    Transactions(Mutiny.SessionFactory sessions, Published published, InstantSource clock) {
        this.sessions = sessions;
        this.published = published;
        this.clock = clock;
    }

    private record Done<T>(T result, List<OutboundRecord> events) {}

    public <T> Uni<T> run(Function<Writing, Uni<T>> work) {
        return sessions.withTransaction(
                        session -> {
                            Writing writing = new Writing(session, clock.instant());
                            return work.apply(writing)
                                    .map(result -> new Done<>(result, writing.events()));
                        })
                .onFailure(StaleVersion.class)
                .retry()
                .atMost(RETRIES)
                .invoke(done -> published.announce(done.events))
                .map(Done::result);
    }
}
