package io.waybill.flowengine.flow.kafka;

import io.smallrye.reactive.messaging.annotations.Blocking;
import io.waybill.flow.v1.VersionLive;
import io.waybill.flowengine.flow.store.LiveFlows;
import io.waybill.schemas.Decoded;
import io.waybill.schemas.RecordDecoder;
import io.waybill.schemas.Records;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.header.Header;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Follows flow.leads for {@code VersionLive}; every other record is passed over by its header.
 * Learning twice is harmless, so that offsets are committed after a batch, without more care.
 */
@ApplicationScoped
class LiveVersionConsumer {

    static final String CHANNEL = "versions-live";

    private static final Logger LOG = Logger.getLogger(LiveVersionConsumer.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final byte[] VERSION_LIVE =
            VersionLive.getClassSchema().getFullName().getBytes(StandardCharsets.US_ASCII);

    private final LiveFlows flows;
    private final RecordDecoder decoder = new RecordDecoder();

    LiveVersionConsumer(LiveFlows flows) {
        this.flows = flows;
    }

    @Incoming(CHANNEL)
    @Blocking
    void consume(ConsumerRecords<String, byte[]> batch) throws InterruptedException {
        for (ConsumerRecord<String, byte[]> record : batch) {
            if (isVersionLive(record)
                    && decoder.decode(null, null, record.value())
                            instanceof Decoded.Event(VersionLive live)) {
                learn(live);
            }
        }
    }

    private static boolean isVersionLive(ConsumerRecord<String, byte[]> record) {
        Header name = record.headers().lastHeader(Records.NAME_HEADER);
        return name != null && Arrays.equals(name.value(), VERSION_LIVE);
    }

    /** Waits for the database as long as it is away. */
    private void learn(VersionLive live) throws InterruptedException {
        while (true) {
            try {
                flows.learn(
                        live.getFlowId(),
                        live.getVersion(),
                        live.getEnabled(),
                        live.getMeta().getSequence());
                return;
            } catch (SQLException away) {
                LOG.warnf(
                        "live version not stored yet flow=%s cause=%s",
                        live.getFlowId(), away.getSQLState());
                Thread.sleep(PAUSE);
            }
        }
    }
}
