package io.waybill.delivery.partner.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.eventsourcing.Metas;
import io.waybill.eventsourcing.Scope;
import io.waybill.partner.v1.ConnectionEnded;
import io.waybill.partner.v1.ConnectionPaused;
import io.waybill.schemas.Decoded;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class EndedConnectionsTest {

    private static final UUID CONNECTION = new UUID(7, 1);
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

    private final EndedConnections connections = new EndedConnections(Map.of());

    @Test
    void a_connection_that_ended_stays_ended() {
        connections.take(new Decoded.Event(ended(CONNECTION)));
        connections.take(new Decoded.Event(paused(CONNECTION)));

        assertThat(connections.isEnded(CONNECTION)).isTrue();
    }

    @Test
    void no_other_connection_has_ended_with_it() {
        UUID other = new UUID(7, 2);
        connections.take(new Decoded.Event(ended(CONNECTION)));
        connections.take(new Decoded.Event(paused(other)));

        assertThat(connections.isEnded(other)).isFalse();
    }

    private static SpecificRecord ended(UUID connection) {
        return ConnectionEnded.newBuilder()
                .setMeta(
                        Metas.of(
                                Scope.of(new UUID(7, 3), new UUID(7, 4)),
                                connection,
                                4,
                                new UUID(7, 5),
                                NOW))
                .setConnectionId(connection)
                .setCause("buyer")
                .setBy("user:x")
                .build();
    }

    private static SpecificRecord paused(UUID connection) {
        return ConnectionPaused.newBuilder()
                .setMeta(
                        Metas.of(
                                Scope.of(new UUID(7, 3), new UUID(7, 4)),
                                connection,
                                5,
                                new UUID(7, 6),
                                NOW))
                .setConnectionId(connection)
                .setHold("seller")
                .setBy("user:x")
                .build();
    }
}
