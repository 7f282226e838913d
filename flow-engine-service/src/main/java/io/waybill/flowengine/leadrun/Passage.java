package io.waybill.flowengine.leadrun;

import io.waybill.language.Vars;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One lead on its way through its flow, within one decision. */
final class Passage {

    final Tale tale;
    final RunnableFlow flow;
    final Readings readings;
    private @Nullable Vars vars;
    private @Nullable Map<String, Object> ofLead;
    private int told;

    Passage(Tale tale, RunnableFlow flow, Readings readings) {
        this.tale = tale;
        this.flow = flow;
        this.readings = readings;
    }

    /** What rules and templates read now; made once as long as no event adds to it. */
    Vars vars() {
        Vars known = vars;
        if (known == null || told != tale.appended()) {
            known = flow.vars(tale.progress(), ofLead());
            vars = known;
            told = tale.appended();
        }
        return known;
    }

    /**
     * What reasons may show, since they are written down and told to others: values of the types
     * that are never shown whole are masked.
     */
    Vars shown() {
        return flow.vars(tale.progress(), RunnableFlow.masked(ofLead()));
    }

    /** Typed once: a phone number is not read again for each step. */
    private Map<String, Object> ofLead() {
        Map<String, Object> known = ofLead;
        if (known == null) {
            known = flow.known(tale.progress().lead());
            ofLead = known;
        }
        return known;
    }
}
