package io.waybill.schemas;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;

/**
 * The one function from lane to partition. Every topic has the same number of partitions, so that
 * all that one seller's leads must agree on stands on the partition of one number. Changing this
 * function, or the number, breaks an installation.
 */
public final class Lanes {

    private Lanes() {}

    /** Murmur2 of the lane's UTF-8 bytes, made positive, modulo the number of partitions. */
    public static int partition(String lane, int partitions) {
        if (partitions < 1) {
            throw new IllegalArgumentException("A topic has at least one partition.");
        }
        byte[] bytes = lane.getBytes(StandardCharsets.UTF_8);
        return Utils.toPositive(Utils.murmur2(bytes)) % partitions;
    }
}
