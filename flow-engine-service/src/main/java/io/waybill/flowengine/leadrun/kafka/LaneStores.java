package io.waybill.flowengine.leadrun.kafka;

import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** The stores of one lane, typed. */
record LaneStores(
        RunStore runs,
        SeenStore seen,
        DefinitionStore definitions,
        CounterStore counters,
        ListStore lists,
        HistoryStore histories,
        ConnectionStore connections) {

    /**
     * Takes what is told of lists and connections; any other record changes nothing.
     *
     * @return what requests may have waited for
     */
    Optional<String> take(SpecificRecord event) {
        return connections.take(event)
                ? Optional.empty()
                : lists.take(event).map(DefinitionFeed::list);
    }
}
