package io.waybill.delivery.settling.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.delivery.settling.Delivery;
import io.waybill.delivery.settling.RetryPolicy;
import io.waybill.delivery.settling.Terms;
import io.waybill.delivery.settling.store.Consignment.Facts;
import io.waybill.delivery.transport.Prepared;
import io.waybill.eventsourcing.Cause;
import io.waybill.eventsourcing.sealing.WrappedKey;
import io.waybill.schemas.Samples;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class KeptRequestsTest {

    private static final Prepared RENDERED = new Prepared.Broken("stands for any");
    private static final Instant DEADLINE = Instant.parse("2026-03-01T10:00:30Z");

    private long now = 5;
    private final KeptRequests kept = new KeptRequests(100, () -> now);

    @Test
    void what_is_kept_is_sent_once() {
        Consignment waiting = consignment();

        kept.keep(waiting, RENDERED, 60);

        assertThat(kept.take(waiting)).isEqualTo(RENDERED);
        assertThat(kept.take(waiting)).isNull();
    }

    @Test
    void no_more_is_kept_than_there_is_room_for() {
        Consignment first = consignment();
        Consignment second = consignment();

        kept.keep(first, RENDERED, 60);
        kept.keep(second, RENDERED, 60);
        assertThat(kept.take(second)).isNull();

        kept.take(first);
        kept.keep(second, RENDERED, 60);
        assertThat(kept.take(second)).isEqualTo(RENDERED);
    }

    @Test
    void what_has_waited_for_long_is_rendered_again() {
        Consignment waiting = consignment();
        kept.keep(waiting, RENDERED, 60);

        now += Duration.ofSeconds(10).toNanos();
        kept.forgetStale(waiting);
        assertThat(waiting.kept()).isNotNull();

        now++;
        kept.forgetStale(waiting);
        assertThat(kept.take(waiting)).isNull();
    }

    private static Consignment consignment() {
        Terms terms =
                new Terms(DEADLINE, false, RetryPolicy.standard(), DEADLINE, Terms.Further.NEVER);
        Facts facts =
                new Facts(
                        Cause.at(Samples.deliverLead().getMeta(), "delivery.requests", 0, 0),
                        UUID.randomUUID(),
                        "step",
                        new WrappedKey(ByteBuffer.allocate(1), "2026"),
                        terms);
        return new Consignment(facts, Lane.NOWHERE, new Delivery.Accepted(terms), 1);
    }
}
