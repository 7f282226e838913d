package io.waybill.flowengine.leadrun;

import io.waybill.language.Vars;
import org.jspecify.annotations.Nullable;

/** One lead on its way through its flow, within one decision. */
final class Passage {

    final Tale tale;
    final RunnableFlow flow;
    final Readings readings;
    private @Nullable Vars vars;
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
            known = flow.vars(tale.progress());
            vars = known;
            told = tale.appended();
        }
        return known;
    }
}
