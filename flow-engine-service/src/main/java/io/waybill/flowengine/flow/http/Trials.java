package io.waybill.flowengine.flow.http;

import io.waybill.flowengine.trial.store.GoldenLeads;
import io.waybill.flowengine.trial.store.TrialRuns;
import jakarta.inject.Singleton;

/** What a deployment is tried with. */
@Singleton
final class Trials {

    private final GoldenLeads leads;
    private final TrialRuns runs;

    Trials(GoldenLeads leads, TrialRuns runs) {
        this.leads = leads;
        this.runs = runs;
    }

    GoldenLeads leads() {
        return leads;
    }

    TrialRuns runs() {
        return runs;
    }
}
