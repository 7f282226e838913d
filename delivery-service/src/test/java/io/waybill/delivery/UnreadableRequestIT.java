package io.waybill.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.waybill.delivery.Requests.Wanted;
import io.waybill.delivery.v1.DeliverLead;
import io.waybill.delivery.v1.DeliverySettled;
import io.waybill.meta.v1.Outcome;
import io.waybill.servicekit.testing.RealServers;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a process of another build left behind, which this one cannot read. */
@QuarkusTest
@TestProfile(DeliveryProfile.class)
@WithTestResource(
        value = RealServers.class,
        initArgs = @ResourceArg(name = RealServers.DATABASE, value = "delivery"))
class UnreadableRequestIT extends AtTheDesk {

    @Inject
    @SuppressWarnings("NullAway.Init")
    DataSource database;

    @ParameterizedTest
    @CsvSource({"accepted, 1, 0", "retrying, 3, 1"})
    void a_delivery_that_was_not_on_its_way_settles_as_a_certain_error(
            String state, long sequence, int attempts) throws SQLException {
        DeliverLead request = desk.request(Wanted.to("http://127.0.0.1:1/"));
        left(request, state, sequence, attempts);

        DeliverySettled settled = desk.settled(request.getMeta().getStreamId());

        assertThat(settled.getOutcome()).isEqualTo(Outcome.ERROR);
        assertThat(settled.getCertain()).isTrue();
        assertThat(settled.getAttempts()).isEqualTo(attempts);
        assertThat(settled.getLeadId()).isEqualTo(request.getLeadId());
        assertThat(settled.getStepId()).isEqualTo("step");
        assertThat(settled.getMeta().getSequence()).isEqualTo(sequence + 1);
        assertThat(settled.getMeta().getLane()).isEqualTo(request.getMeta().getLane());
        assertThat(desk.opened(request, settled, "reason", settled.getReason()))
                .isEqualTo("The delivery request could not be opened");
    }

    @Test
    void a_delivery_that_was_on_its_way_is_uncertain() throws SQLException {
        DeliverLead request = desk.request(Wanted.to("http://127.0.0.1:1/").repeatSafely());
        left(request, "sending", 2, 1);

        DeliverySettled settled = desk.settled(request.getMeta().getStreamId());

        assertThat(settled.getOutcome()).isEqualTo(Outcome.ERROR);
        assertThat(settled.getCertain()).isFalse();
        assertThat(settled.getMeta().getSequence()).isEqualTo(4);
    }

    /** The row of a dead process, with bytes in it that are no request. */
    private void left(DeliverLead request, String state, long sequence, int attempts)
            throws SQLException {
        UUID eventId = request.getMeta().getStreamId();
        String sql =
                """
                INSERT INTO delivery (event_id, account_id, lead_id, step_id, accepted_at,
                    settle_by, owner, sequence, state, attempts, doubtful, request,
                    cause_partition, cause_offset, wrapped_key, master_key_id)
                VALUES (?, ?, ?, 'step', now(), now() + interval '1 hour', ?, ?, ?, ?, false, ?,
                    0, 0, ?, ?)
                """;
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setObject(1, eventId);
            insert.setObject(2, request.getMeta().getAccountId());
            insert.setObject(3, request.getLeadId());
            insert.setObject(4, UUID.randomUUID());
            insert.setLong(5, sequence);
            insert.setString(6, state);
            insert.setInt(7, attempts);
            insert.setBytes(8, ("newer " + eventId).getBytes(StandardCharsets.UTF_8));
            insert.setBytes(9, request.getWrappedKey().array());
            insert.setString(10, request.getMasterKeyId());
            insert.executeUpdate();
        }
    }
}
