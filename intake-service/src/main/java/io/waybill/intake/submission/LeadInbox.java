package io.waybill.intake.submission;

import java.util.concurrent.CompletionStage;

/** Where leads are handed over for good. */
public interface LeadInbox {

    /** False while handing over is known to fail: a call is then refused before it is read. */
    boolean reachable();

    /**
     * Completes when the lead cannot be lost any more. Fails within seconds when nobody
     * acknowledges it; the lead may then be there all the same.
     */
    CompletionStage<Void> put(NewLead lead);
}
