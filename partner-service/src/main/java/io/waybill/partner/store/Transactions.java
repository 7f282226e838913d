package io.waybill.partner.store;

import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.DatabaseException;
import io.waybill.eventsourcing.store.StaleVersion;
import io.waybill.partner.account.store.Published;
import io.waybill.schemas.OutboundRecord;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Runs work on several streams in one transaction, again where somebody else was faster. When the
 * Uni completes, all of it has been committed and this instance knows what happened; the other
 * services learn it from Kafka.
 */
@Singleton
public final class Transactions {

    private static final int RETRIES = 5;

    /** As PostgreSQL names it when it ends one of two that wait for each other. */
    private static final String DEADLOCK = "40P01";

    private static final String NOT_SERIALIZABLE = "40001";

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
                .onFailure(Transactions::wasInTheWay)
                .retry()
                .atMost(RETRIES)
                .invoke(done -> published.announce(done.events))
                .map(Done::result);
    }

    /** Whether another transaction was what it failed of, so that it may do well again. */
    private static boolean wasInTheWay(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            boolean inTheWay =
                    switch (cause) {
                        case StaleVersion _ -> true;
                        case DatabaseException refused -> isOfOthers(refused.getSqlState());
                        case SQLException refused -> isOfOthers(refused.getSQLState());
                        default -> false;
                    };
            if (inTheWay) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOfOthers(@Nullable String state) {
        return DEADLOCK.equals(state) || NOT_SERIALIZABLE.equals(state);
    }
}
