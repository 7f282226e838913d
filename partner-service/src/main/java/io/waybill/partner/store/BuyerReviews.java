package io.waybill.partner.store;

import io.smallrye.mutiny.Uni;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Buyers with whom something has changed that their connections depend on. Whoever changes such a
 * thing asks, and so does whoever changes what a connection depends on, each in its transaction: of
 * two who do not see each other, the later commit is followed by a look at both.
 *
 * <p>Who asks does so before it locks a connection, as who looks does: none waits for the other then
 * that waits for it.
 */
public final class BuyerReviews {

    /**
     * Locks the row that is there: whoever looks waits for this transaction, and sees what it did.
     */
    private static final String AGAIN =
            " ON CONFLICT (account_id) DO UPDATE SET account_id = excluded.account_id";

    private static final String ASK =
            "INSERT INTO buyer_review (account_id) VALUES (?1)" + AGAIN;

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
        String sql =
                "INSERT INTO buyer_review (account_id) SELECT unnest(?) ORDER BY 1" + AGAIN;
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setArray(1, connection.createArrayOf("uuid", accounts.toArray()));
            insert.executeUpdate();
        }
    }

    /** Some that wait to be looked at. */
    public static Uni<List<UUID>> waiting(Mutiny.Session session, int most) {
        return session.createNativeQuery("SELECT account_id FROM buyer_review", UUID.class)
                .setMaxResults(most)
                .getResultList();
    }

    /** To be called before looking, in one transaction with it: what comes later asks again. */
    public static Uni<Void> taken(Mutiny.Session session, UUID account) {
        return session.createNativeQuery("DELETE FROM buyer_review WHERE account_id = ?1")
                .setParameter(1, account)
                .executeUpdate()
                .replaceWithVoid();
    }
}
