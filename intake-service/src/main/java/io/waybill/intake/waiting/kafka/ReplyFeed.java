package io.waybill.intake.waiting.kafka;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.waybill.intake.v1.IntakeReply;
import io.waybill.intake.v1.ReplyKind;
import io.waybill.intake.waiting.WaitingCalls;
import io.waybill.schemas.Decoded;
import io.waybill.schemas.DecodedDeserializer;
import io.waybill.schemas.Topic;
import io.waybill.servicekit.kafka.KafkaSettings;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * Reads this instance's partition of intake.replies from its end on: nobody waits here for what was
 * answered before. Takes no lead before it stands there, and keeps its place while the broker is
 * away.
 */
@Readiness
@Singleton
final class ReplyFeed implements HealthCheck {

    private static final Logger LOG = Logger.getLogger(ReplyFeed.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final WaitingCalls waiting;
    private final ReplyMapper mapper;
    private final TopicPartition partition;
    private final Map<String, Object> settings;
    private final Thread thread =
            Thread.ofPlatform().name("reply-feed").daemon().unstarted(this::run);
    private long next = -1;
    private volatile boolean listening;
    private volatile boolean stopped;

    ReplyFeed(
            WaitingCalls waiting,
            ReplyMapper mapper,
            @Identifier("default-kafka-broker") Map<String, Object> broker,
            @ConfigProperty(name = "waybill.instance") int instance) {
        this.waiting = waiting;
        this.mapper = mapper;
        this.partition = new TopicPartition(Topic.INTAKE_REPLIES.topicName(), instance);
        this.settings = new HashMap<>(KafkaSettings.reader(broker));
        // Where the place is not there any more, what was missed is of no use.
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("replies heard")
                .status(listening)
                .withData("waiting", waiting.waiting())
                .build();
    }

    void start(@Observes StartupEvent event) {
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) {
        // Not interrupted: an interrupted consumer cannot close. It ends after its next poll.
        stopped = true;
    }

    private void run() {
        while (!stopped) {
            try (KafkaConsumer<String, Decoded> consumer =
                    new KafkaConsumer<>(
                            settings, new StringDeserializer(), new DecodedDeserializer())) {
                listen(consumer);
            } catch (KafkaException away) {
                LOG.warnf("replies are not heard for now cause=%s", away.getMessage());
                rest();
            } catch (RuntimeException unexpected) {
                LOG.error("replies are not heard for now", unexpected);
                rest();
            }
        }
    }

    private void listen(Consumer<String, Decoded> consumer) {
        consumer.assign(List.of(partition));
        if (next < 0) {
            consumer.seekToEnd(List.of(partition));
            next = consumer.position(partition);
            waiting.begin();
            listening = true;
            LOG.infof("replies heard partition=%d from=%d", partition.partition(), next);
        } else {
            consumer.seek(partition, next);
        }
        while (!stopped) {
            for (ConsumerRecord<String, Decoded> record : consumer.poll(POLL)) {
                next = record.offset() + 1;
                hear(record);
            }
        }
    }

    private void hear(ConsumerRecord<String, Decoded> record) {
        if (record.value() instanceof Decoded.Event event
                && event.value() instanceof IntakeReply reply) {
            UUID correlationId = reply.getMeta().getCorrelationId();
            if (reply.getKind() == ReplyKind.RUNNING) {
                waiting.joined(correlationId, reply.getLeadId());
            }
            mapper.map(reply).ifPresent(answer -> waiting.answered(correlationId, answer));
        } else if (record.value() instanceof Decoded.Undecodable broken) {
            LOG.errorf("reply unreadable offset=%d cause=%s", record.offset(), broken.why());
        }
    }

    private void rest() {
        try {
            Thread.sleep(AGAIN);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            stopped = true;
        }
    }
}
