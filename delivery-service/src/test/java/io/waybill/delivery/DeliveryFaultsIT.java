package io.waybill.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.waybill.delivery.Requests.Wanted;
import io.waybill.delivery.v1.AttemptEnded;
import io.waybill.delivery.v1.AttemptOutcome;
import io.waybill.delivery.v1.DeliverLead;
import io.waybill.delivery.v1.DeliverySettled;
import io.waybill.meta.v1.Outcome;
import io.waybill.schemas.Records;
import io.waybill.servicekit.testing.RealServers;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.apache.avro.specific.SpecificRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What is left when a process dies, and what happens while a server is away. */
@QuarkusTest
@TestProfile(DeliveryProfile.class)
@WithTestResource(
        value = RealServers.class,
        initArgs = @ResourceArg(name = RealServers.DATABASE, value = "delivery"))
class DeliveryFaultsIT extends AtTheDesk {

    private static final UUID DEAD_PROCESS =
            UUID.fromString("dead0000-0000-4000-8000-000000000000");

    @Inject
    @SuppressWarnings("NullAway.Init")
    DataSource database;

    @Test
    void what_was_being_sent_when_its_process_died_is_uncertain_and_not_sent_again()
            throws SQLException {
        try (Buyer buyer = Buyer.answering(200)) {
            UUID eventId = left(desk.request(Wanted.to(buyer.url())), "sending", 2, 1);

            DeliverySettled settled = desk.settled(eventId);

            assertThat(settled.getOutcome()).isEqualTo(Outcome.ERROR);
            assertThat(settled.getCertain()).isFalse();
            assertThat(settled.getMeta().getSequence()).isEqualTo(4);
            assertThat(buyer.received()).isEmpty();
        }
    }

    @Test
    void what_was_being_sent_is_sent_again_where_that_is_safe() throws SQLException {
        try (Buyer buyer = Buyer.answering(200)) {
            UUID eventId =
                    left(desk.request(Wanted.to(buyer.url()).repeatSafely()), "sending", 2, 1);

            DeliverySettled settled = desk.settled(eventId);

            assertThat(settled.getOutcome()).isEqualTo(Outcome.SUCCESS);
            assertThat(settled.getAttempts()).isEqualTo(2);
            assertThat(buyer.received()).hasSize(1);
        }
    }

    @Test
    void what_was_accepted_and_not_started_is_sent() throws SQLException {
        try (Buyer buyer = Buyer.answering(200)) {
            UUID eventId = left(desk.request(Wanted.to(buyer.url())), "accepted", 1, 0);

            assertThat(desk.settled(eventId).getOutcome()).isEqualTo(Outcome.SUCCESS);
            assertThat(buyer.received()).hasSize(1);
        }
    }

    @Test
    void what_was_to_be_retried_is_retried() throws SQLException {
        try (Buyer buyer = Buyer.answering(200)) {
            UUID eventId = left(desk.request(Wanted.to(buyer.url())), "retrying", 3, 1);

            DeliverySettled settled = desk.settled(eventId);

            assertThat(settled.getOutcome()).isEqualTo(Outcome.SUCCESS);
            assertThat(settled.getAttempts()).isEqualTo(2);
        }
    }

    @Test
    void what_was_left_past_its_time_settles_as_a_certain_error() throws SQLException {
        try (Buyer buyer = Buyer.answering(200)) {
            UUID eventId =
                    left(
                            desk.request(Wanted.to(buyer.url()).within(Duration.ofSeconds(-5))),
                            "accepted",
                            1,
                            0);

            DeliverySettled settled = desk.settled(eventId);

            assertThat(settled.getOutcome()).isEqualTo(Outcome.ERROR);
            assertThat(settled.getCertain()).isTrue();
            assertThat(buyer.received()).isEmpty();
        }
    }

    @Test
    void a_silent_process_keeps_its_deliveries_until_its_lease_runs_out() throws SQLException {
        try (Buyer buyer = Buyer.answering(200)) {
            UUID silent = UUID.randomUUID();
            Instant aliveUntil = register(silent);
            UUID eventId = left(desk.request(Wanted.to(buyer.url())), silent, "accepted", 1, 0);

            DeliverySettled settled = desk.settled(eventId);

            assertThat(settled.getOutcome()).isEqualTo(Outcome.SUCCESS);
            assertThat(settled.getMeta().getOccurredAt()).isAfter(aliveUntil);
        }
    }

    @Test
    void what_this_process_lost_sight_of_settles_all_the_same() throws SQLException {
        UUID eventId =
                left(
                        desk.request(
                                Wanted.to("http://127.0.0.1:1/").within(Duration.ofSeconds(-20))),
                        owner(),
                        "sending",
                        2,
                        1);

        assertThat(desk.settled(eventId).getCertain()).isFalse();
    }

    @Test
    void an_outcome_that_comes_while_the_database_is_away_is_not_lost() {
        CountDownLatch end = new CountDownLatch(1);
        try (Buyer buyer = new Buyer(_ -> Buyer.answerAfter(end))) {
            List<UUID> sent = send(3, buyer);
            awaitReceived(buyer, 3);

            servers.database().kill9();
            end.countDown();
            List<UUID> sentInTheOutage = send(5, buyer);
            servers.database().start();

            sent.addAll(sentInTheOutage);
            assertThat(sent).allSatisfy(this::succeededOnce);
            assertThat(buyer.received()).hasSize(8);
        }
    }

    @Test
    void what_happens_while_the_broker_is_away_reaches_the_ledger_later() {
        CountDownLatch end = new CountDownLatch(1);
        try (Buyer buyer = new Buyer(_ -> Buyer.answerAfter(end))) {
            List<UUID> sent = send(3, buyer);
            awaitReceived(buyer, 3);

            servers.kafka().kill9();
            end.countDown();
            servers.kafka().start();
            sent.addAll(send(3, buyer));

            assertThat(sent).allSatisfy(this::succeededOnce);
            assertThat(buyer.received()).hasSize(6);
        }
    }

    private void succeededOnce(UUID eventId) {
        assertThat(desk.settled(eventId).getOutcome()).isEqualTo(Outcome.SUCCESS);
        List<SpecificRecord> ended =
                desk.events(eventId).stream().filter(AttemptEnded.class::isInstance).toList();
        assertThat(ended).hasSize(1);
        assertThat(((AttemptEnded) ended.getFirst()).getOutcome())
                .isEqualTo(AttemptOutcome.SUCCESS);
    }

    private List<UUID> send(int many, Buyer buyer) {
        List<UUID> sent = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            sent.add(desk.send(Wanted.to(buyer.url()).within(Duration.ofSeconds(90))));
        }
        return sent;
    }

    private static void awaitReceived(Buyer buyer, int many) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> buyer.received().size() == many);
    }

    /** The row that a process leaves behind; its events are on the ledger already. */
    private UUID left(DeliverLead request, String state, long sequence, int attempts)
            throws SQLException {
        return left(request, DEAD_PROCESS, state, sequence, attempts);
    }

    private UUID left(DeliverLead request, UUID owner, String state, long sequence, int attempts)
            throws SQLException {
        UUID eventId = request.getMeta().getStreamId();
        String sql =
                """
                INSERT INTO delivery (event_id, account_id, lead_id, step_id, accepted_at,
                    settle_by, owner, sequence, state, attempts, doubtful, due_at, request,
                    cause_partition, cause_offset, wrapped_key, master_key_id)
                VALUES (?, ?, ?, 'step', now(), ?, ?, ?, ?, ?, false,
                    CASE WHEN ? = 'retrying' THEN now() END, ?, 0, 0, ?, ?)
                """;
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setObject(1, eventId);
            insert.setObject(2, request.getMeta().getAccountId());
            insert.setObject(3, request.getLeadId());
            insert.setObject(
                    4,
                    request.getMeta()
                            .getOccurredAt()
                            .plusMillis(request.getSettleWithinMillis())
                            .atOffset(ZoneOffset.UTC));
            insert.setObject(5, owner);
            insert.setLong(6, sequence);
            insert.setString(7, state);
            insert.setInt(8, attempts);
            insert.setString(9, state);
            insert.setBytes(10, Records.encode(request));
            insert.setBytes(11, request.getWrappedKey().array());
            insert.setString(12, request.getMasterKeyId());
            insert.executeUpdate();
        }
        return eventId;
    }

    private UUID owner() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("SELECT owner FROM instance WHERE number = 0");
                ResultSet rows = select.executeQuery()) {
            assertThat(rows.next()).isTrue();
            return rows.getObject(1, UUID.class);
        }
    }

    private Instant register(UUID owner) throws SQLException {
        Instant aliveUntil = Instant.now().plusSeconds(4);
        String sql = "INSERT INTO instance (number, owner, alive_until) VALUES (99, ?, ?)";
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setObject(1, owner);
            insert.setObject(2, aliveUntil.atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        }
        return aliveUntil;
    }
}
