package io.waybill.servicekit.kafka;

import io.waybill.schemas.Decoded;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Where records go that nobody can read. */
interface DeadLetterBox {

    /** Returns when the record is safe in the consumer's dead letter topic. May block. */
    void put(ConsumerRecord<String, Decoded> record, Decoded.Undecodable broken);
}
