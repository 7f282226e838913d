package io.waybill.eventsourcing;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.meta.v1.EventMeta;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MetasTest {

    private static final UUID ACCOUNT = new UUID(1, 1);
    private static final UUID STREAM = new UUID(2, 2);
    private static final UUID RECORD = new UUID(3, 3);
    private static final UUID CALL = new UUID(4, 4);
    private static final Instant NOW = Instant.parse("2026-11-22T10:15:30.123456789Z");
    private static final Instant LATER = Instant.parse("2026-11-22T10:15:31Z");

    private final EventMeta first = Metas.first(Scope.of(ACCOUNT, CALL), STREAM, RECORD, NOW);

    @Test
    void the_first_event_of_a_stream_comes_from_outside() {
        assertThat(first.getSequence()).isEqualTo(1);
        assertThat(first.getLane()).isEqualTo(ACCOUNT.toString());
        assertThat(first.getCorrelationId()).isEqualTo(CALL);
        assertThat(first.getCausationId()).isNull();
        assertThat(first.getTest()).isFalse();
    }

    @Test
    void a_time_is_held_in_microseconds() {
        assertThat(first.getOccurredAt()).isEqualTo(Instant.parse("2026-11-22T10:15:30.123456Z"));
    }

    @Test
    void a_request_has_no_place_in_its_stream() {
        assertThat(Metas.request(Scope.of(ACCOUNT, CALL), STREAM, RECORD, NOW).getSequence())
                .isZero();
    }

    @Test
    void the_next_event_follows_the_one_before() {
        EventMeta next = Metas.next(first, 0, LATER);

        assertThat(next.getSequence()).isEqualTo(2);
        assertThat(next.getStreamId()).isEqualTo(STREAM);
        assertThat(next.getOccurredAt()).isEqualTo(LATER);
        assertThat(next.getCausationId()).isEqualTo(RECORD);
        assertThat(next.getCorrelationId()).isEqualTo(CALL);
    }

    @Test
    void what_a_record_causes_inherits_from_it_and_says_where_it_stands() {
        Scope test = new Scope(ACCOUNT, new UUID(5, 5), "lane", CALL, true);
        EventMeta cause = Metas.request(test, STREAM, RECORD, NOW);

        EventMeta caused = Metas.caused(Cause.at(cause, "topic", 3, 17), new UUID(6, 6), 4, 2);

        assertThat(caused.getRecordId()).isEqualTo(RecordIds.derived(RECORD, 2));
        assertThat(caused.getStreamId()).isEqualTo(new UUID(6, 6));
        assertThat(caused.getSequence()).isEqualTo(4);
        assertThat(caused.getOccurredAt()).isEqualTo(cause.getOccurredAt());
        assertThat(caused.getCounterpartyId()).isEqualTo(new UUID(5, 5));
        assertThat(caused.getLane()).isEqualTo("lane");
        assertThat(caused.getTest()).isTrue();
        assertThat(caused.getCauseTopic()).isEqualTo("topic");
        assertThat(caused.getCausePartition()).isEqualTo(3);
        assertThat(caused.getCauseOffset()).isEqualTo(17);
    }

    @Test
    void a_cause_outside_kafka_leaves_no_place_of_an_older_one() {
        EventMeta fromKafka = Metas.caused(Cause.at(first, "topic", 3, 17), STREAM, 2, 0);

        EventMeta next = Metas.next(fromKafka, 0, LATER);

        assertThat(next.getCauseTopic()).isNull();
        assertThat(next.getCauseOffset()).isNull();
        assertThat(next.getCausationId()).isEqualTo(fromKafka.getRecordId());
    }
}
