package io.waybill.intake.flows;

import java.util.Optional;

/** The flows as they are now. */
public interface Flows {

    /** Empty until everything that was there at the start has been learnt. */
    Optional<FlowDirectory> known();
}
