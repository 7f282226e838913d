package io.waybill.flowengine.flow.store;

/** The flow is not at the revision that the caller has seen. */
public final class FlowChanged extends RuntimeException {

    FlowChanged() {
        super("The flow has changed.", null, false, false);
    }
}
