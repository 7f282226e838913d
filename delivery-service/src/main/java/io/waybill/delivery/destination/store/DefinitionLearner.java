package io.waybill.delivery.destination.store;

/** Who keeps definitions in memory. */
public interface DefinitionLearner {

    /** May come more than once, and late: a lower revision than the one known changes nothing. */
    void learn(DefinitionView view);
}
