package io.waybill.delivery.settling.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.waybill.delivery.mail.store.Mails;
import io.waybill.delivery.settling.store.Intake;
import io.waybill.delivery.settling.store.Position;
import io.waybill.delivery.settling.store.Request;
import io.waybill.delivery.v1.DeliverLead;
import io.waybill.delivery.v1.SendMail;
import io.waybill.schemas.DeadLetters;
import io.waybill.schemas.Decoded;
import io.waybill.schemas.Topic;
import io.waybill.servicekit.kafka.ProducedRecords;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Takes requests in, a batch at a time; a batch is acknowledged when all of it is safe. Nothing in
 * it makes the batch fail: what cannot be read is set aside, what is not known is passed over.
 */
@ApplicationScoped
class DeliveryRequestConsumer {

    static final String CHANNEL = "delivery-requests";

    private static final Logger LOG = Logger.getLogger(DeliveryRequestConsumer.class);
    private static final String DEAD_LETTERS =
            DeadLetters.topic(Topic.DELIVERY_REQUESTS, "delivery-service");
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Intake intake;
    private final Mails mails;
    private final ProducedRecords produced;
    private final MeterRegistry metrics;
    // Taking in may wait for PostgreSQL; it must not hold a thread that others need.
    private final Executor executor = Executors.newVirtualThreadPerTaskExecutor();

    @Inject
    DeliveryRequestConsumer(
            Intake intake, Mails mails, ProducedRecords produced, MeterRegistry metrics) {
        this.intake = intake;
        this.mails = mails;
        this.produced = produced;
        this.metrics = metrics;
    }

    @Incoming(CHANNEL)
    Uni<Void> take(ConsumerRecords<String, Decoded> records) {
        return Uni.createFrom()
                .item(() -> takeNow(records))
                .runSubscriptionOn(executor)
                .onItem()
                .transformToUni(this::setAside);
    }

    private List<ProducerRecord<String, byte[]>> takeNow(ConsumerRecords<String, Decoded> records) {
        List<Request> requests = new ArrayList<>();
        List<SendMail> letters = new ArrayList<>();
        List<ProducerRecord<String, byte[]>> unreadable = new ArrayList<>();
        for (ConsumerRecord<String, Decoded> record : records) {
            switch (record.value()) {
                case Decoded.Event(DeliverLead request) ->
                        requests.add(
                                new Request(
                                        request,
                                        new Position(record.partition(), record.offset())));
                case Decoded.Event(SendMail mail) -> letters.add(mail);
                case Decoded.Event event -> skip(event.value().getSchema().getFullName());
                case Decoded.UnknownRecord(String name) -> skip(name);
                case Decoded.Undecodable undecodable ->
                        unreadable.add(deadLetter(record, undecodable));
                // Kafka does not ask the deserializer about a record that somebody emptied.
                case null ->
                        LOG.warnf(
                                "a record without a value is passed over partition=%d offset=%d",
                                record.partition(), record.offset());
            }
        }
        try {
            mails.take(letters);
            intake.take(requests);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The service ends; the batch is read again", ended);
        }
        return unreadable;
    }

    private static ProducerRecord<String, byte[]> deadLetter(
            ConsumerRecord<String, Decoded> record, Decoded.Undecodable undecodable) {
        LOG.errorf(
                "request cannot be read and is set aside partition=%d offset=%d why=%s",
                record.partition(), record.offset(), undecodable.why());
        return new ProducerRecord<>(
                DEAD_LETTERS, null, record.key(), undecodable.bytes(), record.headers());
    }

    private Uni<Void> setAside(List<ProducerRecord<String, byte[]>> unreadable) {
        if (unreadable.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Uni.join()
                .all(unreadable.stream().map(produced::sendAsIs).toList())
                .andFailFast()
                .onFailure()
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .indefinitely()
                .replaceWithVoid();
    }

    private void skip(String name) {
        metrics.counter("waybill.delivery.requests.skipped", "record", name).increment();
    }
}
