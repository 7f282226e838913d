package io.waybill.servicekit.kafka;

/** The installation was made with another number of partitions than this service is told. */
final class PartitionCountMismatch extends RuntimeException {

    PartitionCountMismatch(String topic, int found, int configured) {
        super(
                "topic %s has %d partitions, waybill.partitions says %d: lanes would be split"
                        .formatted(topic, found, configured));
    }
}
