package io.waybill.flowengine.leadrun.kafka;

/** The stores of one lane, typed. */
record LaneStores(
        RunStore runs,
        SeenStore seen,
        DefinitionStore definitions,
        CounterStore counters,
        ListStore lists,
        HistoryStore histories) {}
