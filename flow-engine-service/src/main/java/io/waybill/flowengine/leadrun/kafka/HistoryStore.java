package io.waybill.flowengine.leadrun.kafka;

import io.waybill.flow.v1.RecipientCounts;
import io.waybill.flow.v1.RecipientHistory;
import io.waybill.flowengine.leadrun.History;
import io.waybill.flowengine.leadrun.kafka.v1.KnownHistory;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * How the recipients of a partition's accounts have done lately (store list): {@code h/<account
 * id>/<flow id>/<step id>}, the newest that reporting told. A lead reads it by key, however many
 * recipients there are.
 */
final class HistoryStore {

    private static final AvroState<KnownHistory> HISTORIES =
            new AvroState<>(KnownHistory.class, KnownHistory.getDecoder());

    private final KeyValueStore<String, byte[]> store;

    HistoryStore(KeyValueStore<String, byte[]> store) {
        this.store = store;
    }

    /** Keeps what was counted later than what is known; a repeat changes nothing. */
    void take(RecipientHistory told) {
        String key = key(told.getMeta().getAccountId(), told.getFlowId(), told.getStepId());
        RecipientCounts counts = told.getCounts();
        KnownHistory known = HISTORIES.read(store.get(key));
        if (known == null || known.getAsOf().isBefore(counts.getAsOf())) {
            store.put(
                    key,
                    HISTORIES.bytes(
                            new KnownHistory(
                                    counts.getAsOf(),
                                    counts.getDays(),
                                    counts.getDelivered(),
                                    counts.getAccepted(),
                                    counts.getConverted(),
                                    counts.getReturned(),
                                    counts.getRevenue())));
        }
    }

    Optional<History> find(UUID accountId, UUID flowId, String stepId) {
        return Optional.ofNullable(HISTORIES.read(store.get(key(accountId, flowId, stepId))))
                .map(known ->
                        new History(
                                known.getAsOf(),
                                known.getDays(),
                                known.getDelivered(),
                                known.getAccepted(),
                                known.getConverted(),
                                known.getReturned(),
                                known.getRevenue()));
    }

    private static String key(UUID accountId, UUID flowId, String stepId) {
        return "h/" + accountId + "/" + flowId + "/" + stepId;
    }
}
