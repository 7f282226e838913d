package io.waybill.partner.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waybill.servicekit.testing.RealServers;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Who looks at a buyer, and who changes it meanwhile. */
@QuarkusTest
@WithTestResource(
        value = RealServers.class,
        initArgs = @ResourceArg(name = RealServers.DATABASE, value = "partner"))
class BuyerReviewsIT {

    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String TAKE = "DELETE FROM buyer_review WHERE account_id = ?";

    @Inject DataSource database;

    @Test
    void who_looks_waits_for_whoever_has_asked_again_and_is_not_done() throws SQLException {
        UUID buyer = UUID.randomUUID();
        try (Connection changing = database.getConnection();
                Connection looking = database.getConnection()) {
            // given: asked for long ago, for a time that the service will not see
            run(
                    looking,
                    "INSERT INTO buyer_review (account_id, due_at) VALUES (?, 'infinity')",
                    buyer);
            changing.setAutoCommit(false);
            looking.setAutoCommit(false);

            // when
            BuyerReviews.ask(changing, Set.of(buyer));

            // then
            try (Statement statement = looking.createStatement()) {
                statement.execute("SET LOCAL lock_timeout = '200ms'");
            }
            SQLException refused =
                    catchThrowableOfType(SQLException.class, () -> run(looking, TAKE, buyer));
            assertThat(refused.getSQLState()).isEqualTo(LOCK_NOT_AVAILABLE);
            looking.rollback();
            changing.rollback();
            assertThat(run(looking, TAKE, buyer)).isEqualTo(1);
            looking.commit();
        }
    }

    @Test
    void who_asks_sooner_is_looked_at_sooner() throws SQLException {
        UUID buyer = UUID.randomUUID();
        try (Connection asking = database.getConnection()) {
            asking.setAutoCommit(false);
            run(
                    asking,
                    "INSERT INTO buyer_review (account_id, due_at) VALUES (?, 'infinity')",
                    buyer);

            BuyerReviews.ask(asking, Set.of(buyer));

            assertThat(run(asking, TAKE + " AND due_at <= now()", buyer)).isEqualTo(1);
            asking.rollback();
        }
    }

    private static int run(Connection connection, String sql, UUID buyer) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, buyer);
            return statement.executeUpdate();
        }
    }
}
