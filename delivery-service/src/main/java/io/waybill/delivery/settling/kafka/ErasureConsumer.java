package io.waybill.delivery.settling.kafka;

import io.smallrye.reactive.messaging.annotations.Blocking;
import io.waybill.delivery.settling.store.Erasures;
import io.waybill.delivery.settling.store.Erasures.Erased;
import io.waybill.flow.v1.LeadKeyErased;
import io.waybill.meta.v1.EventMeta;
import io.waybill.schemas.Decoded;
import io.waybill.schemas.RecordDecoder;
import io.waybill.schemas.Records;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.header.Header;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Learns which leads are erased. Of the many records of flow.keys only those are decoded that say
 * so; learning twice is harmless.
 */
@ApplicationScoped
class ErasureConsumer {

    static final String CHANNEL = "erased-leads";

    private static final RecordDecoder DECODER = new RecordDecoder();
    private static final String ERASED = LeadKeyErased.getClassSchema().getFullName();

    private final Erasures erasures;

    @Inject
    ErasureConsumer(Erasures erasures) {
        this.erasures = erasures;
    }

    @Incoming(CHANNEL)
    @Blocking
    void consume(ConsumerRecords<String, byte[]> batch) throws InterruptedException {
        List<Erased> leads = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : batch) {
            if (isErased(record)
                    && DECODER.decode(null, null, record.value())
                            instanceof Decoded.Event(LeadKeyErased erased)) {
                EventMeta meta = erased.getMeta();
                leads.add(new Erased(meta.getAccountId(), meta.getStreamId()));
            }
        }
        erasures.learn(leads);
    }

    private static boolean isErased(ConsumerRecord<String, byte[]> record) {
        Header name = record.headers().lastHeader(Records.NAME_HEADER);
        return record.value() != null
                && name != null
                && ERASED.equals(new String(name.value(), StandardCharsets.US_ASCII));
    }
}
