package io.waybill.servicekit.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.partner.v1.ApiKeyRevoked;
import io.waybill.schemas.Decoded;
import io.waybill.schemas.Samples;
import io.waybill.schemas.Topic;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FollowerTest {

    private static final String TOPIC = Topic.PARTNER_EVENTS.topicName();
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);
    private static final UUID POISON = new UUID(6, 6);

    private final BlockingQueue<MockConsumer<String, Decoded>> clients =
            new LinkedBlockingQueue<>();
    private final Heard heard = new Heard();
    private final Follower follower =
            new Follower(Topic.PARTNER_EVENTS, new Follower.All(), heard, () -> take(clients));

    @AfterEach
    void stop() {
        follower.close();
    }

    @Test
    void it_has_caught_up_when_it_has_read_what_was_there_at_the_start() {
        MockConsumer<String, Decoded> client = client(2);
        client.schedulePollTask(() -> client.addRecord(event(0, 1)));
        client.schedulePollTask(() -> heard.caughtUpAfterOne = follower.isCaughtUp());
        client.schedulePollTask(() -> client.addRecord(event(1, 2)));

        follower.start();

        assertThat(heard.next()).isEqualTo("1");
        assertThat(heard.next()).isEqualTo("2");
        assertThat(heard.next()).isEqualTo("caught up");
        assertThat(heard.caughtUpAfterOne).isFalse();
    }

    @Test
    void after_a_failure_it_goes_on_where_it_stood_with_a_new_client() {
        MockConsumer<String, Decoded> first = client(1);
        first.schedulePollTask(() -> first.addRecord(event(0, 1)));
        first.schedulePollTask(() -> first.setPollException(new KafkaException("away")));
        MockConsumer<String, Decoded> second = client(2);
        second.schedulePollTask(() -> second.addRecord(event(1, 2)));

        follower.start();

        assertThat(List.of(heard.next(), heard.next(), heard.next()))
                .containsExactly("1", "caught up", "2");
        assertThat(first.closed()).isTrue();
    }

    @Test
    void a_record_that_cannot_be_read_or_is_refused_is_left_out() {
        MockConsumer<String, Decoded> client = client(5);
        client.schedulePollTask(() -> {
            client.addRecord(at(0, new Decoded.Undecodable(new byte[] {1}, "broken")));
            client.addRecord(at(1, new Decoded.UnknownRecord("io.waybill.future.v1.New")));
            client.addRecord(at(2, new Decoded.Event(revoked(POISON))));
            client.addRecord(at(3, null));
            client.addRecord(event(4, 4));
        });

        follower.start();

        assertThat(List.of(heard.next(), heard.next())).containsExactly("4", "caught up");
    }

    @Test
    void a_follower_of_what_is_new_begins_at_the_end() {
        MockConsumer<String, Decoded> client = client(7);
        client.schedulePollTask(() -> client.addRecord(event(7, 8)));

        try (Follower ofNew =
                new Follower(
                        Topic.PARTNER_EVENTS, new Follower.NewOf(0), heard, () -> take(clients))) {
            ofNew.start();

            assertThat(List.of(heard.next(), heard.next())).containsExactly("caught up", "8");
        }
    }

    private MockConsumer<String, Decoded> client(long end) {
        MockConsumer<String, Decoded> client = new MockConsumer<>("earliest");
        Node broker = new Node(1, "broker", 9092);
        Node[] replicas = {broker};
        client.updatePartitions(
                TOPIC, List.of(new PartitionInfo(TOPIC, 0, broker, replicas, replicas)));
        client.updateBeginningOffsets(Map.of(PARTITION, 0L));
        client.updateEndOffsets(Map.of(PARTITION, end));
        clients.add(client);
        return client;
    }

    private static ConsumerRecord<String, Decoded> event(long offset, long key) {
        return at(offset, new Decoded.Event(revoked(new UUID(0, key))));
    }

    private static ApiKeyRevoked revoked(UUID key) {
        return new ApiKeyRevoked(Samples.apiKeyRevoked().getMeta(), key, null);
    }

    private static ConsumerRecord<String, Decoded> at(long offset, @Nullable Decoded decoded) {
        return new ConsumerRecord<>(TOPIC, 0, offset, "key", decoded);
    }

    private static <T> T take(BlockingQueue<T> queue) {
        try {
            return Objects.requireNonNull(queue.poll(20, TimeUnit.SECONDS), "nothing came");
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static final class Heard implements Follower.Reader {

        private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
        private volatile boolean caughtUpAfterOne = true;

        String next() {
            return FollowerTest.take(said);
        }

        @Override
        public void take(Decoded.Event event) {
            UUID key = ((ApiKeyRevoked) event.value()).getKeyId();
            if (key.equals(POISON)) {
                throw new IllegalStateException("no use for it");
            }
            said.add(Long.toString(key.getLeastSignificantBits()));
        }

        @Override
        public void caughtUp() {
            said.add("caught up");
        }
    }
}
