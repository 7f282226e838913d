package io.waybill.partner.store;

import io.smallrye.mutiny.Uni;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Buyers with whom something has changed that their connections depend on. Whoever changes such a
 * thing asks, and so does whoever changes what a connection depends on, each in its transaction: of
 * two who do not see each other, the later commit is followed by a look at both.
 *
 * <p>Who asks does so before it locks a connection, as who looks does: none waits for the other
 * then that waits for it. It also asks before it reads what it decides on.
 */
public final class BuyerReviews {

    /**
     * Locks the row that is there: whoever looks waits for this transaction, and sees what it did.
     */
    private static final String AGAIN =
            " ON CONFLICT (account_id)"
                    + " DO UPDATE SET due_at = LEAST(buyer_review.due_at, excluded.due_at)";

    private static final String ASK = "INSERT INTO buyer_review (account_id) VALUES (?1)" + AGAIN;

    /** Most accounts buy from nobody, and are many when all of them are read for the first time. */
    private static final String DROP =
            """
            DELETE FROM buyer_review r
            WHERE r.account_id IN (
                SELECT account_id FROM buyer_review WHERE due_at <= ?1
                ORDER BY due_at LIMIT ?2 FOR UPDATE SKIP LOCKED)
            AND NOT EXISTS (
                SELECT 1 FROM connection c WHERE c.buyer_id = r.account_id AND c.ended_at IS NULL)
            """;

    private static final String WAITING =
            """
            SELECT account_id FROM buyer_review WHERE due_at <= ?1
            ORDER BY due_at LIMIT ?2 FOR UPDATE SKIP LOCKED
            """;

    private static final String POSTPONE =
            "UPDATE buyer_review SET due_at = ?1 WHERE account_id = ?2";

    private BuyerReviews() {}

    /** Has the account's connections looked at once this transaction is committed. */
    public static Uni<Void> ask(Mutiny.Session session, UUID account) {
        return session.createNativeQuery(ASK)
                .setParameter(1, account)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** The same for several; in their order, so that two who ask do not wait for each other. */
    public static void ask(Connection connection, Set<UUID> accounts) throws SQLException {
        String sql = "INSERT INTO buyer_review (account_id) SELECT unnest(?) ORDER BY 1" + AGAIN;
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setArray(1, connection.createArrayOf("uuid", accounts.toArray()));
            insert.executeUpdate();
        }
    }

    /**
     * Forgets those that have no connection that could follow them.
     *
     * @return how many
     */
    public static Uni<Integer> drop(Mutiny.Session session, Instant now, int most) {
        return session.createNativeQuery(DROP)
                .setParameter(1, time(now))
                .setParameter(2, most)
                .executeUpdate();
    }

    /** Some that wait to be looked at, and that nobody else looks at now; the longest first. */
    public static Uni<List<UUID>> waiting(Mutiny.Session session, Instant now, int most) {
        return session.createNativeQuery(WAITING, UUID.class)
                .setParameter(1, time(now))
                .setParameter(2, most)
                .getResultList();
    }

    /**
     * To be called before looking, in one transaction with it: what comes later asks again.
     *
     * @return false where somebody else was faster, and has looked
     */
    public static Uni<Boolean> taken(Mutiny.Session session, UUID account) {
        return session.createNativeQuery("DELETE FROM buyer_review WHERE account_id = ?1")
                .setParameter(1, account)
                .executeUpdate()
                .map(rows -> rows > 0);
    }

    /** For one that could not be looked at: the others are not to wait for it. */
    public static Uni<Void> postpone(Mutiny.Session session, UUID account, Instant to) {
        return session.createNativeQuery(POSTPONE)
                .setParameter(1, time(to))
                .setParameter(2, account)
                .executeUpdate()
                .replaceWithVoid();
    }

    private static OffsetDateTime time(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
