package io.waybill.flowengine.partner.kafka;

import io.smallrye.reactive.messaging.annotations.Blocking;
import io.waybill.flowengine.partner.store.PartnerTable;
import io.waybill.schemas.Decoded;
import io.waybill.schemas.RecordDecoder;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Follows partner.events for connections and plans; flows follow those that are learned here. Doing
 * it twice is harmless, so that offsets are committed after a batch, without more care.
 */
@ApplicationScoped
class PartnerConsumer {

    static final String CHANNEL = "partners";

    private static final Logger LOG = Logger.getLogger(PartnerConsumer.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final PartnerTable partners;
    private final FollowingFlows following;
    private final RecordDecoder decoder = new RecordDecoder();

    PartnerConsumer(PartnerTable partners, FollowingFlows following) {
        this.partners = partners;
        this.following = following;
    }

    @Incoming(CHANNEL)
    @Blocking
    void consume(ConsumerRecords<String, byte[]> batch) throws InterruptedException {
        for (ConsumerRecord<String, byte[]> record : batch) {
            if (decoder.decode(null, null, record.value()) instanceof Decoded.Event(var event)) {
                learn(event);
            }
        }
        following.look();
    }

    /** Waits for the database as long as it is away. */
    private void learn(SpecificRecord event) throws InterruptedException {
        while (true) {
            try {
                partners.learn(event);
                return;
            } catch (SQLException away) {
                LOG.warnf("connection not stored yet cause=%s", away.getSQLState());
                Thread.sleep(PAUSE);
            }
        }
    }
}
