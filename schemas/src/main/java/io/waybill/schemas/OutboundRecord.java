package io.waybill.schemas;

import io.waybill.meta.v1.EventMeta;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A record on its way to a topic. */
public record OutboundRecord(Topic topic, String key, SpecificRecord value) {

    public OutboundRecord {
        if (Records.topicOf(value) != topic) {
            throw new IllegalArgumentException(
                    value.getSchema().getName() + " does not stand on " + topic.topicName());
        }
    }

    public EventMeta meta() {
        return Records.meta(value);
    }

    /** The partition of the record's lane. */
    public int partition(int partitions) {
        return Lanes.partition(meta().getLane(), partitions);
    }

    /**
     * For every topic but intake.replies: on the partition of the lane.
     *
     * @throws IllegalStateException for a reply, which goes to the partition that asked
     */
    public ProducerRecord<String, byte[]> toProducerRecord(int partitions) {
        if (topic.kind() == Topic.Kind.REPLIES) {
            throw new IllegalStateException("A reply goes to the partition that asked for it.");
        }
        return toPartition(partition(partitions));
    }

    /** On exactly this partition: replies, and ticks. */
    public ProducerRecord<String, byte[]> toPartition(int partition) {
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(topic.topicName(), partition, key, Records.encode(value));
        for (Map.Entry<String, byte[]> header : Records.headersOf(value).entrySet()) {
            record.headers().add(header.getKey(), header.getValue());
        }
        return record;
    }

    /** Without the payload, which may hold what no log should show. */
    @Override
    public String toString() {
        return "OutboundRecord[" + topic.topicName() + ", " + value.getSchema().getName() + "]";
    }
}
