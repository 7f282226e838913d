package io.waybill.flowengine.leadrun.kafka;

import io.waybill.flowengine.definition.LeadOutcome;
import io.waybill.meta.v1.Outcome;

/** Outcomes of the core and of records. */
final class Outcomes {

    private Outcomes() {}

    static Outcome toAvro(LeadOutcome outcome) {
        return switch (outcome) {
            case SUCCESS -> Outcome.SUCCESS;
            case FAILURE -> Outcome.FAILURE;
            case ERROR -> Outcome.ERROR;
        };
    }

    /** An outcome that this build does not know is no success and no refusal. */
    static LeadOutcome ofAvro(Outcome outcome) {
        return switch (outcome) {
            case SUCCESS -> LeadOutcome.SUCCESS;
            case FAILURE -> LeadOutcome.FAILURE;
            case ERROR, UNKNOWN -> LeadOutcome.ERROR;
        };
    }
}
