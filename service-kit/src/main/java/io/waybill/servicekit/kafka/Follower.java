package io.waybill.servicekit.kafka;

import io.waybill.schemas.Decoded;
import io.waybill.schemas.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/**
 * Reads a topic into the memory of one instance, without a group and on a thread of its own, until
 * it is closed. It goes on where it stood after any failure of the broker; a record that cannot be
 * read, or that its reader refuses, is logged with its place and left out.
 */
public final class Follower implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Follower.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final Topic topic;
    private final Partitions partitions;
    private final Reader reader;
    private final Supplier<Consumer<String, Decoded>> clients;
    private final Map<TopicPartition, Long> places = new HashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private volatile boolean caughtUp;

    Follower(
            Topic topic,
            Partitions partitions,
            Reader reader,
            Supplier<Consumer<String, Decoded>> clients) {
        this.topic = topic;
        this.partitions = partitions;
        this.reader = reader;
        this.clients = clients;
        this.thread =
                Thread.ofPlatform()
                        .name("follower-" + topic.topicName())
                        .daemon()
                        .unstarted(this::run);
    }

    /** Reads all of the topic; it has caught up once it has read what was there at the start. */
    public static Follower ofAll(Topic topic, Map<String, Object> broker, Reader reader) {
        Map<String, Object> settings = KafkaSettings.reader(broker);
        return new Follower(topic, new All(), reader, () -> client(settings));
    }

    /**
     * Reads one partition from its end at the start on; it has caught up once it stands there.
     * Where its place is not there any more, what was missed is of no use to it either.
     */
    public static Follower ofNew(
            Topic topic, int partition, Map<String, Object> broker, Reader reader) {
        Map<String, Object> settings = KafkaSettings.reader(broker);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        return new Follower(topic, new NewOf(partition), reader, () -> client(settings));
    }

    public void start() {
        thread.start();
    }

    /** True from the first time on; the broker may be away since. */
    public boolean isCaughtUp() {
        return caughtUp;
    }

    /** Ends after the next poll: an interrupted consumer could not close. */
    @Override
    public void close() {
        closed.countDown();
    }

    private String name() {
        return topic.topicName();
    }

    private static Consumer<String, Decoded> client(Map<String, Object> settings) {
        return new KafkaConsumer<>(
                settings, new StringDeserializer(), KafkaSettings.deserializer(settings));
    }

    private void run() {
        try {
            do {
                try (Consumer<String, Decoded> consumer = clients.get()) {
                    follow(consumer);
                } catch (KafkaException away) {
                    LOG.warnf("topic=%s is not read for now cause=%s", name(), away.getMessage());
                } catch (RuntimeException | Error unexpected) {
                    // A thread that ended would leave an old picture behind that looks ready.
                    LOG.errorf(unexpected, "topic=%s is not read for now", name());
                }
            } while (!closed.await(AGAIN.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow(Consumer<String, Decoded> consumer) {
        List<TopicPartition> assigned = assign(consumer);
        Map<TopicPartition, Long> ends = consumer.endOffsets(assigned);
        while (closed.getCount() > 0) {
            if (!caughtUp && isPast(ends)) {
                reader.caughtUp();
                caughtUp = true;
            }
            for (ConsumerRecord<String, Decoded> record : consumer.poll(POLL)) {
                take(record);
            }
            reader.polled();
            assigned.forEach(partition -> places.put(partition, consumer.position(partition)));
        }
    }

    private List<TopicPartition> assign(Consumer<String, Decoded> consumer) {
        List<TopicPartition> assigned = partitions.of(consumer, topic);
        if (assigned.isEmpty()) {
            throw new KafkaException("topic " + topic.topicName() + " is not there");
        }
        consumer.assign(assigned);
        if (places.isEmpty()) {
            partitions.seek(consumer, assigned);
            assigned.forEach(partition -> places.put(partition, consumer.position(partition)));
        } else {
            places.forEach((partition, place) -> consumer.seek(partition, place.longValue()));
        }
        return assigned;
    }

    private boolean isPast(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .allMatch(end -> places.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }

    private void take(ConsumerRecord<String, Decoded> record) {
        switch (record.value()) {
            case Decoded.Event event -> {
                try {
                    reader.take(event);
                } catch (RuntimeException e) {
                    LOG.errorf(
                            e,
                            "record left out topic=%s partition=%d offset=%d",
                            name(),
                            record.partition(),
                            record.offset());
                }
            }
            case Decoded.UnknownRecord newer ->
                    LOG.debugf("record passed over topic=%s name=%s", name(), newer.name());
            case Decoded.Undecodable broken ->
                    LOG.errorf(
                            "record unreadable topic=%s partition=%d offset=%d cause=%s",
                            name(), record.partition(), record.offset(), broken.why());
            case null ->
                    LOG.warnf(
                            "record without a value passed over topic=%s partition=%d offset=%d",
                            name(), record.partition(), record.offset());
        }
    }

    /**
     * What is done with the records, always on the follower's thread. After a failure a record may
     * come again.
     */
    public interface Reader {

        void take(Decoded.Event event);

        /** Called after each poll, with or without records: at least twice a second. */
        default void polled() {}

        /** Called once, when all that was there at the start has been taken. */
        default void caughtUp() {}
    }

    sealed interface Partitions {

        List<TopicPartition> of(Consumer<?, ?> consumer, Topic topic);

        void seek(Consumer<?, ?> consumer, List<TopicPartition> partitions);
    }

    record All() implements Partitions {

        @Override
        public List<TopicPartition> of(Consumer<?, ?> consumer, Topic topic) {
            return consumer.partitionsFor(topic.topicName()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
        }

        @Override
        public void seek(Consumer<?, ?> consumer, List<TopicPartition> partitions) {
            consumer.seekToBeginning(partitions);
        }
    }

    record NewOf(int partition) implements Partitions {

        @Override
        public List<TopicPartition> of(Consumer<?, ?> consumer, Topic topic) {
            return List.of(new TopicPartition(topic.topicName(), partition));
        }

        @Override
        public void seek(Consumer<?, ?> consumer, List<TopicPartition> partitions) {
            consumer.seekToEnd(partitions);
        }
    }
}
