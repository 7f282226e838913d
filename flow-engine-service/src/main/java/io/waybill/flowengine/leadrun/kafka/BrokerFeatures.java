package io.waybill.flowengine.leadrun.kafka;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FinalizedVersionRange;

/** What the lane needs of the broker before it starts. */
final class BrokerFeatures {

    private static final String TRANSACTIONS = "transaction.version";
    private static final short NEEDED = 2;

    private BrokerFeatures() {}

    /**
     * Transactions of version 2: without them a record of a transaction that was given up can end
     * up in the next one.
     *
     * @throws IllegalStateException when the broker has them not
     */
    static void requireTransactions(Admin admin) throws ExecutionException, InterruptedException {
        FinalizedVersionRange found =
                admin.describeFeatures()
                        .featureMetadata()
                        .get()
                        .finalizedFeatures()
                        .get(TRANSACTIONS);
        int level = found == null ? 0 : found.maxVersionLevel();
        if (level < NEEDED) {
            throw new IllegalStateException(
                    "The broker has feature %s at %d; %d is needed (kafka-features.sh upgrade)"
                            .formatted(TRANSACTIONS, level, NEEDED));
        }
    }

    /** Streams gives up where a source topic is missing. */
    static boolean hasTopics(Admin admin) throws ExecutionException, InterruptedException {
        Set<String> present = admin.listTopics().names().get();
        List<String> needed = LaneTopology.SOURCES.stream().map(t -> t.topicName()).toList();
        return present.containsAll(needed);
    }
}
