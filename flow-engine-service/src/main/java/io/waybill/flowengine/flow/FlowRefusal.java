package io.waybill.flowengine.flow;

import io.waybill.flowengine.definition.Flaw;
import java.util.List;

/** Why a command to a flow is turned away. */
public sealed interface FlowRefusal {

    record NoSuchFlow() implements FlowRefusal {}

    record FlowExists() implements FlowRefusal {}

    /** The draft cannot be deployed as it is. */
    record DraftCannotWork(List<Flaw> flaws) implements FlowRefusal {}
}
